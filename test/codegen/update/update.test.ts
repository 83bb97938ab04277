import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ModelError, UsageError } from "../../../codegen/errors.js";
import { planUpdate, type Update } from "../../../codegen/update/update.js";
import { applyPlans } from "../../../codegen/write.js";
import { exampleService, type Shapes } from "../small-model.js";
import { type ModelFolder, modelFolder } from "./model-folder.js";

type Json = { [key: string]: unknown };

let published: ModelFolder;
let folder: ModelFolder;

beforeEach(() => {
  published = modelFolder({ "new.json": { shapes: shapes() } });
  folder = modelFolder({ "service.json": { shapes: shapes() } });
});

afterEach(() => {
  published[Symbol.dispose]();
  folder[Symbol.dispose]();
});

const text = (pattern: string): Json => ({ type: "string", traits: { "smithy.api#pattern": pattern } });

function shapes(more: Shapes = {}, operations: readonly string[] = ["GetThing"]): Shapes {
  return {
    ...exampleService(operations),
    "example#GetThing": { type: "operation", input: { target: "example#GetThingInput" } },
    "example#GetThingInput": {
      type: "structure",
      members: {
        Name: { target: "example#Name", traits: { "smithy.api#required": {} } },
        Note: { target: "smithy.api#String" },
      },
      traits: { "smithy.api#input": {} },
    },
    "example#Name": text("^a$"),
    ...more,
  };
}

const publish = (content: Shapes, metadata?: Json): string =>
  published.write("new.json", metadata === undefined ? { shapes: content } : { shapes: content, metadata });

function update(): Update {
  const found = planUpdate(join(published.path, "new.json"), folder.path);
  applyPlans([found.plan]);
  return found;
}

/** The faults of an update, one line each, and proof that nothing was written. */
function refused(): string[] {
  const before = folder.texts();
  try {
    update();
  } catch (error) {
    expect(folder.texts()).toEqual(before);
    if (error instanceof ModelError)
      return error.faults.map(({ file, pointer, message }) => `${file.split("/").at(-1)} ${pointer}: ${message}`);
    throw error;
  }
  throw new Error("was not refused");
}

const shape = (id: string, file = "service.json"): Json => folder.shapes(file)[`example#${id}`] as Json;
const depart = (...departures: Json[]): string =>
  folder.write("departures.json", { metadata: { "shardwright.departures": departures } });
const departures = (): unknown =>
  JSON.parse(folder.texts()["departures.json"] ?? "{}").metadata?.["shardwright.departures"];

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

describe("overlays", () => {
  const overlay = (traits: Json, id = "example#GetThing"): string =>
    folder.write("overlay-ours.json", { shapes: { [id]: { type: "apply", traits } } });

  it("stay, with what they say otherwise than the publisher, which is told", () => {
    overlay({ "smithy.api#deprecated": { message: "ours" }, "shardwright#retry": { repeat: "harmless" } });
    const before = folder.texts();
    const operation = { type: "operation", input: { target: "example#GetThingInput" } };
    publish(shapes({ "example#GetThing": { ...operation, traits: { "smithy.api#deprecated": {} } } }));
    expect(update().notes).toEqual([
      expect.stringContaining("overlay-ours.json: example#GetThing keeps its own smithy.api#deprecated"),
    ]);
    expect(folder.texts()).toEqual(before);
  });

  it("with pagination of ours keep the publisher's away, of which an operation cannot have both", () => {
    const paged = (member: string): Json => ({
      type: "structure",
      members: { Next: { target: "smithy.api#String" }, [member]: { target: "example#Names" } },
    });
    const more = {
      "example#GetThing": {
        type: "operation",
        input: { target: "example#GetThingInput" },
        output: { target: "example#GetThingOutput" },
      },
      "example#GetThingInput": paged("Old"),
      "example#GetThingOutput": paged("Names"),
      "example#Names": { type: "list", member: { target: "smithy.api#String" } },
    };
    folder.write("service.json", { shapes: shapes(more) });
    overlay({ "shardwright#pagination": { inputToken: "Next", outputToken: "Next", items: "Names", source: "s" } });
    const theirs = { "smithy.api#paginated": { inputToken: "Next", outputToken: "Next" } };
    publish(shapes({ ...more, "example#GetThing": { ...more["example#GetThing"], traits: theirs } }));
    const before = folder.texts();
    expect(update().notes).toEqual([]);
    expect(folder.texts()).toEqual(before);
  });

  it("that apply to what is gone are refused, each by name", () => {
    folder.write("overlay-ours.json", {
      shapes: {
        "example#GetThingInput$Note": {
          type: "apply",
          traits: { "shardwright#lifetime": { seconds: 1, source: "s" } },
        },
        "example#Gone": { type: "apply", traits: { "shardwright#retry": { repeat: "harmless" } } },
      },
    });
    const gone = { "example#Gone": { type: "operation" } };
    folder.write("service.json", { shapes: shapes(gone, ["Gone", "GetThing"]) });
    const input = { type: "structure", members: { Name: { target: "example#Name" } } };
    publish(shapes({ "example#GetThingInput": input }));
    expect(refused()).toEqual([
      "overlay-ours.json /shapes/example#GetThingInput$Note: applies shardwright#lifetime to what the published model no longer has; remove it, or record a departure",
      "overlay-ours.json /shapes/example#Gone: applies shardwright#retry to what the published model no longer has; remove it, or record a departure",
    ]);
  });

  it("that speak of what is gone are refused as well", () => {
    overlay({ "shardwright#rateLimit": [{ requests: 1, per: "second", scope: "stream", key: ["Note"], source: "s" }] });
    publish(shapes({ "example#GetThingInput": { type: "structure", members: { Name: { target: "example#Name" } } } }));
    expect(refused()).toEqual([
      "overlay-ours.json /shapes/example#GetThing/traits/shardwright#rateLimit/0/key/0: there is no member Note in the input",
    ]);
  });
});

describe("departures", () => {
  const place = "/shapes/example#Name/traits/smithy.api#pattern";
  const ours = (): void => void folder.write("service.json", { shapes: shapes({ "example#Name": text("^b$") }) });

  it("keep ours as long as the published model says what it said", () => {
    ours();
    depart({ at: place, kind: "correction", published: "^a$", reason: "r" });
    const before = folder.texts();
    expect(update().notes).toEqual([]);
    expect(folder.texts()).toEqual(before);
  });

  it("without one, the published model counts", () => {
    ours();
    update();
    expect(shape("Name")).toEqual(text("^a$"));
  });

  it("of kind correction want a decision when the published model changes", () => {
    ours();
    depart({ at: place, kind: "correction", published: "^a$", reason: "r" });
    publish(shapes({ "example#Name": text("^c$") }));
    expect(refused()).toEqual([
      `departures.json /metadata/shardwright.departures/0: the model departs from the published one at ${place}, which now says "^c$" instead of "^a$"; decide, then bring "published" up to date or remove the entry`,
    ]);
  });

  it("of kind ahead give way when the published model says something new, and are struck", () => {
    ours();
    depart(
      { at: place, kind: "ahead", published: "^a$", reason: "r" },
      { at: "/metadata/x", kind: "leftOut", reason: "r" },
    );
    publish(shapes({ "example#Name": text("^c$") }), { x: 1 });
    expect(update().notes).toEqual([`${place}: no departure any more, the published model has caught up`]);
    expect(shape("Name")).toEqual(text("^c$"));
    expect(departures()).toEqual([{ at: "/metadata/x", kind: "leftOut", reason: "r" }]);
  });

  it("keep shapes of ours with all that they need, their references and what is applied to them", () => {
    const more = {
      "example#PutThing": {
        type: "operation",
        input: { target: "example#PutThingInput" },
        errors: [{ target: "example#Bad" }],
      },
      "example#PutThingInput": { type: "structure", members: { Kind: { target: "example#Kind" } } },
      "example#Kind": { type: "string" },
      "example#Bad": { type: "structure", traits: { "smithy.api#error": "client" } },
      "example#Unused": { type: "string" },
    };
    folder.write("service.json", { shapes: shapes(more, ["GetThing", "PutThing"]) });
    folder.write("overlay-ours.json", {
      shapes: { "example#PutThing": { type: "apply", traits: { "shardwright#retry": { repeat: "harmless" } } } },
    });
    const spare = { at: "/shapes/example#Spare", kind: "ahead", reason: "newer, and used by nothing yet" };
    folder.write("spare.json", { shapes: { "example#Spare": { type: "string" } } });
    depart({ at: "/shapes/example#PutThing", kind: "ahead", reason: "newer" }, spare);
    update();
    expect(shape("Spare", "spare.json")).toEqual({ type: "string" });
    const { "example#Unused": _, ...kept } = shapes(more, ["GetThing", "PutThing"]);
    expect(folder.shapes("service.json")).toEqual(kept);

    publish(shapes({ ...more, "example#Kind": text("^k$") }, ["GetThing", "PutThing"]));
    expect(update().notes).toEqual([
      "/shapes/example#PutThing: no departure any more, the published model has caught up",
    ]);
    expect(shape("Kind")).toEqual(text("^k$"));
    expect(departures()).toEqual([spare]);
  });

  it("leave out what is of no use, for every shape with a star", () => {
    depart(
      { at: "/shapes/*/traits/smithy.test#smokeTests", kind: "leftOut", reason: "r" },
      { at: "/shapes/example#PutThing", kind: "leftOut", reason: "r" },
    );
    const operation = { type: "operation", input: { target: "example#GetThingInput" } };
    const smoke = { ...operation, traits: { "smithy.test#smokeTests": [] } };
    publish(shapes({ "example#GetThing": smoke, "example#PutThing": operation }, ["GetThing", "PutThing"]));
    const before = folder.texts();
    expect(update().notes).toEqual([]);
    expect(folder.texts()).toEqual(before);
  });

  it("name entries of lists of references by their target", () => {
    const bad = { "example#Bad": { type: "structure", traits: { "smithy.api#error": "client" } } };
    const operation = { type: "operation", input: { target: "example#GetThingInput" } };
    const raising = { ...operation, errors: [{ target: "example#Bad" }] };
    folder.write("service.json", { shapes: shapes({ ...bad, "example#GetThing": raising }) });
    publish(shapes(bad));
    depart({ at: "/shapes/example#GetThing/errors/example#Bad", kind: "correction", reason: "seen" });
    update();
    expect(shape("GetThing")).toEqual(raising);
  });

  it.each([
    [{ at: "/x", kind: "ahead", reason: "r" }, '"at" must be a pointer into /shapes or /metadata'],
    [{ at: "/shapes/a#B", kind: "other", reason: "r" }, '"kind" must be one of "ahead", "correction", "leftOut"'],
    [{ at: "/shapes/a#B", kind: "ahead" }, '"reason" is missing'],
    [{ at: "/shapes/a#B", kind: "ahead", reason: "r", why: 1 }, 'unknown property "why"'],
    [
      { at: "/shapes/a#B", kind: "ahead", reason: "r", publishedSha256: "x" },
      '"publishedSha256" must be 64 hexadecimal digits',
    ],
  ])("that are none are refused: %j", (entry, message) => {
    depart(entry);
    expect(refused()).toEqual([`departures.json /metadata/shardwright.departures/0: ${message}`]);
  });
});

describe("refuses", () => {
  it("a model of another service", () => {
    const other = JSON.parse(JSON.stringify(shapes()).replaceAll("example#", "other#"));
    publish(other);
    expect(refused).toThrow(
      new UsageError(`the published model is of other#Example, but ${folder.path} holds example#Example`),
    );
  });

  it("a published model with faults, and a folder with faults", () => {
    publish(shapes({ "example#Name": { type: "list", member: { target: "example#None" } } }));
    expect(refused()).toEqual([expect.stringMatching(/^new\.json .*example#None/)]);
    publish(shapes());
    folder.write("broken.json", { shapes: { "example#X": { type: "list", member: { target: "example#None" } } } });
    expect(refused()).toEqual([expect.stringMatching(/^broken\.json .*example#None/)]);
  });
});

it("works on a model that is one file", () => {
  const file = join(folder.path, "service.json");
  publish(shapes({ "example#Name": text("^c$") }));
  applyPlans([planUpdate(join(published.path, "new.json"), file).plan]);
  expect(JSON.parse(readFileSync(file, "utf8")).shapes["example#Name"]).toEqual(text("^c$"));
});
