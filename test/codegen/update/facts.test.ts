import { describe, expect, it } from "vitest";
import { exampleService, type Shapes } from "../small-model.js";
import { folder, type Json, publish, shape, shapes, update, useFolders } from "./update-folders.js";

useFolders();

describe("facts", () => {
  it("are the publisher's: constraints, required, types, targets, metadata", () => {
    publish(
      shapes({
        "example#GetThingInput": {
          type: "structure",
          members: { Note: { target: "example#Name" }, Name: { target: "example#Name" } },
        },
        "example#Name": { type: "enum", members: { A: { target: "smithy.api#Unit" } } },
      }),
      { suppressions: [] },
    );
    update();
    expect(shape("GetThingInput")).toEqual({
      type: "structure",
      // Our order of members stays.
      members: { Name: { target: "example#Name" }, Note: { target: "example#Name" } },
    });
    expect(Object.keys(shape("GetThingInput").members as Json)).toEqual(["Name", "Note"]);
    const value = { target: "smithy.api#Unit", traits: { "shardwright#undocumented": {} } };
    expect(shape("Name")).toEqual({ type: "enum", members: { A: value } });
    expect(JSON.parse(folder.texts()["service.json"] ?? "").metadata).toEqual({ suppressions: [] });
  });

  it("never bring sentences along: documentation and examples of the publisher stay away, those of ours stay", () => {
    const words = (from: string): Json => ({
      "smithy.api#documentation": `${from} documentation`,
      "smithy.api#examples": [{ title: `${from} example` }],
    });
    const operation = { type: "operation", input: { target: "example#GetThingInput" } };
    folder.write("service.json", { shapes: shapes({ "example#GetThing": { ...operation, traits: words("our") } }) });
    const waitable = (documentation: string, minDelay: number): Json => ({
      ThingExists: { documentation, acceptors: [{ state: "success", matcher: { success: true } }], minDelay },
    });
    folder.write("other.json", {
      shapes: {
        "example#GetThing": { type: "apply", traits: { "smithy.waiters#waitable": waitable("our waiter", 3) } },
      },
    });
    publish(
      shapes(
        {
          "example#GetThing": {
            ...operation,
            traits: { ...words("their"), "smithy.waiters#waitable": waitable("their waiter", 5) },
          },
          "example#PutThing": {
            ...operation,
            traits: {
              ...words("their"),
              "smithy.api#idempotent": {},
              "smithy.waiters#waitable": { PutDone: waitable("their", 2).ThingExists },
            },
          },
        },
        ["GetThing", "PutThing"],
      ),
    );
    update();
    expect(Object.values(folder.texts()).join("")).not.toContain("their");
    expect(shape("GetThing").traits).toEqual(words("our"));
    expect(shape("GetThing", "other.json").traits).toEqual({ "smithy.waiters#waitable": waitable("our waiter", 5) });
    expect(shape("PutThing").traits).toMatchObject({ "smithy.api#idempotent": {}, "shardwright#undocumented": {} });
  });

  it("remove shapes, members and references that are gone, and files that are empty then", () => {
    folder.write("extra.json", { shapes: { "example#Old": { type: "string" }, "example#Older": { type: "string" } } });
    const before = shapes();
    const input = before["example#GetThingInput"] as { members: Json };
    input.members.Old = { target: "example#Old" };
    folder.write("service.json", { shapes: before });
    const { plan } = update();
    expect(plan.superfluous).toEqual(["extra.json"]);
    expect(Object.keys(folder.texts())).toEqual(["service.json"]);
    expect(Object.keys(shape("GetThingInput").members as Json)).toEqual(["Name", "Note"]);
  });

  it("of endpoint tests keep our titles, and new ones get titles of their own", () => {
    const test = (documentation: string, Region: string, more: Json = {}): Json => ({
      documentation,
      params: { Region, UseFIPS: true, UseDualStack: false, Kind: "control" },
      expect: { endpoint: { url: `https://${Region}` } },
      ...more,
    });
    const service = (...testCases: Json[]): Shapes =>
      exampleService(["GetThing"], {}, { "smithy.rules#endpointTests": { version: "1.0", testCases } });
    folder.write("service.json", { shapes: { ...shapes(), ...service(test("ours", "a"), test("gone", "b")) } });
    const error = { expect: { error: "no" } };
    publish({ ...shapes(), ...service(test("theirs", "c"), test("theirs", "a"), test("theirs", "d", error)) });
    update();
    const { testCases } = (shape("Example").traits as Json)["smithy.rules#endpointTests"] as { testCases: Json[] };
    expect(testCases.map(({ documentation }) => documentation)).toEqual([
      "c, FIPS, Kind control",
      "ours",
      "d, FIPS, Kind control: error",
    ]);
  });
});

describe("a type that changes", () => {
  const kind = { type: "enum", members: { A: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "a" } } } };
  const empty = { type: "structure", members: {} };
  const string = { target: "smithy.api#String" };

  it.each([
    ["an enumeration to text", kind, { type: "string" }],
    ["text to an enumeration", { type: "string" }, kind],
    ["an empty structure to text", empty, { type: "string" }],
    ["an enumeration to a list", kind, { type: "list", member: string }],
    ["a list to a map", { type: "list", member: string }, { type: "map", key: string, value: string }],
    ["a map to an empty structure", { type: "map", key: string, value: string }, empty],
  ])("leaves nothing behind: %s", (_what, before, after) => {
    const using = (shapeOfKind: object): Shapes =>
      shapes({
        "example#GetThingInput": { type: "structure", members: { Kind: { target: "example#Kind" } } },
        "example#Kind": shapeOfKind,
      });
    folder.write("service.json", { shapes: using(before) });
    publish(using(after));
    update();
    const { traits: _marks, ...facts } = JSON.parse(
      JSON.stringify(shape("Kind"))
        .replaceAll('"shardwright#undocumented":{},', "")
        .replaceAll(',"shardwright#undocumented":{}', ""),
    );
    expect(facts).toEqual(after);
    expect(update().plan.different).toEqual([]);
  });

  it("an empty structure stays written as it is", () => {
    const using = (structure: object): Shapes =>
      shapes({
        "example#GetThingInput": { type: "structure", members: { Kind: { target: "example#Kind" } } },
        "example#Kind": structure,
      });
    folder.write("service.json", { shapes: using(empty) });
    publish(using({ type: "structure" }));
    expect(update().plan.different).toEqual([]);
  });
});

describe("deprecation", () => {
  const deprecated = (value: object): Shapes =>
    shapes({ "example#GetThing": { type: "operation", traits: { "smithy.api#deprecated": value } } });

  it("is a fact, why is ours to say", () => {
    publish(deprecated({ message: "their reason", since: "2026" }));
    update();
    expect(shape("GetThing").traits).toMatchObject({ "smithy.api#deprecated": { since: "2026" } });
    expect(Object.values(folder.texts()).join("")).not.toContain("their reason");
    folder.write("service.json", { shapes: deprecated({ message: "our reason", since: "2026" }) });
    expect(update().plan.different).toEqual([]);
    publish(deprecated({ message: "their reason", since: "2027" }));
    update();
    expect(shape("GetThing").traits).toEqual({ "smithy.api#deprecated": { message: "our reason", since: "2027" } });
  });
});
