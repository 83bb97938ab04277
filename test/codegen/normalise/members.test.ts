import { describe, expect, it } from "vitest";
import type { ServiceModel } from "../../../codegen/service-model.js";
import type { Shapes } from "../small-model.js";
import { memberOf, ref, service, shapeOf, structure } from "./normalised.js";

describe("directions", () => {
  const both = (members: object, shapes: Shapes = {}): ServiceModel =>
    service({
      "example#In": structure({ S: ref("example#S") }),
      "example#Out": structure({ S: ref("example#S") }),
      "example#S": structure(members),
      ...shapes,
    });

  it("a shape that looks the same both ways is there once, in its output's form", () => {
    const model = both({ Text: ref("smithy.api#String"), When: ref("smithy.api#Timestamp") });
    expect([...model.shapes.keys()]).toEqual(["In", "Out", "S"]);
    expect(shapeOf(model, "S")).toMatchObject({ direction: "output" });
  });

  it.each<[string, object, Shapes]>([
    ["a blob", { X: ref("smithy.api#Blob") }, {}],
    [
      "an enum in a list",
      { X: ref("example#L") },
      {
        "example#L": { type: "list", member: ref("example#E") },
        "example#E": { type: "enum", members: { A: ref("smithy.api#Unit") } },
      },
    ],
    ["a union", { X: ref("example#U") }, { "example#U": { type: "union", members: { A: ref("smithy.api#String") } } }],
    ["a default", { X: ref("smithy.api#Integer", { "smithy.api#default": 0 }) }, {}],
    ["an idempotency token", { X: ref("smithy.api#String", { "smithy.api#idempotencyToken": {} }) }, {}],
    ["a blob further down", { X: ref("example#T") }, { "example#T": structure({ Y: ref("smithy.api#Blob") }) }],
  ])("a shape with %s is there twice", (_, members, shapes) => {
    const model = both(members, shapes);
    expect(shapeOf(model, "S")).toMatchObject({ direction: "input", shapeName: "S" });
    expect(shapeOf(model, "SOutput")).toMatchObject({ direction: "output", shapeName: "S" });
    expect(memberOf(model, "In", "S").type).toMatchObject({ name: "S" });
    expect(memberOf(model, "Out", "S").type).toMatchObject({ name: "SOutput" });
  });

  it("a recursive union is there twice, each referring to itself", () => {
    const model = both(
      { V: ref("example#V") },
      {
        "example#V": { type: "union", members: { L: ref("example#Vs"), B: ref("smithy.api#Blob") } },
        "example#Vs": { type: "list", member: ref("example#V") },
      },
    );
    expect(memberOf(model, "V", "L").type).toMatchObject({ kind: "list", element: { kind: "union", name: "V" } });
    expect(memberOf(model, "VOutput", "L").type).toMatchObject({
      kind: "list",
      element: { kind: "union", name: "VOutput" },
    });
  });

  it("a default named <Name>Output does not take the name of a shape of the model", () => {
    const model = both(
      { X: ref("smithy.api#Blob") },
      {
        "example#Out": structure({ S: ref("example#S"), T: ref("example#SOutput") }),
        "example#SOutput": structure({}),
      },
    );
    expect(shapeOf(model, "SOutput")).toMatchObject({ shapeName: "SOutput" });
    expect(shapeOf(model, "SOutputShape")).toMatchObject({ shapeName: "S", direction: "output" });
  });
});

describe("members", () => {
  it("merge the constraints of member and target, the member's first", () => {
    const model = service({
      "example#In": structure({
        A: ref("example#Text"),
        B: ref("example#Text", { "smithy.api#length": { max: 5 }, "smithy.api#sensitive": {} }),
        C: ref("example#Tags"),
      }),
      "example#Text": { type: "string", traits: { "smithy.api#length": { min: 1 }, "smithy.api#pattern": "^a" } },
      "example#Tags": { type: "set", member: ref("example#Text") },
    });
    expect(memberOf(model, "In", "A").type).toEqual({
      kind: "string",
      shapeName: "Text",
      sensitive: false,
      constraints: { length: { min: 1 }, pattern: "^a" },
    });
    expect(memberOf(model, "In", "B").type).toEqual({
      kind: "string",
      shapeName: "Text",
      sensitive: true,
      constraints: { length: { max: 5 }, pattern: "^a" },
    });
    expect(memberOf(model, "In", "C").type).toMatchObject({
      kind: "list",
      sparse: false,
      constraints: { uniqueItems: true },
    });
  });

  it("are required or optional as each direction needs them", () => {
    const required = { "smithy.api#required": {} };
    const members = {
      Plain: ref("smithy.api#String", required),
      Token: ref("smithy.api#String", { ...required, "smithy.api#idempotencyToken": {} }),
      Client: ref("smithy.api#String", { ...required, "smithy.api#clientOptional": {} }),
      Optional: ref("smithy.api#String"),
    };
    const model = service({ "example#In": structure(members), "example#Out": structure(members) });
    const required2 = (shape: string): string[] =>
      Object.keys(members).filter((name) => memberOf(model, shape, name).required);
    expect(required2("In")).toEqual(["Plain", "Client"]);
    expect(required2("Out")).toEqual(["Plain", "Token"]);
  });

  it("have the defaults that a client fills in, and no others", () => {
    const withDefault = (value: unknown, more: object = {}): object =>
      ref("smithy.api#Integer", { "smithy.api#default": value, ...more });
    const members = {
      Zero: withDefault(0),
      None: withDefault(null),
      Later: withDefault(1, { "smithy.api#addedDefault": {} }),
      Client: withDefault(2, { "smithy.api#clientOptional": {} }),
    };
    const model = service({
      "example#In": structure({ ...members, S: ref("example#S") }, { "smithy.api#input": {} }),
      "example#Out": structure(members),
      "example#S": structure(members),
    });
    const defaults = (shape: string): unknown[] =>
      Object.keys(members).map((name) => memberOf(model, shape, name).default);
    expect(defaults("In")).toEqual([undefined, undefined, undefined, undefined]);
    expect(defaults("S")).toEqual([0, undefined, undefined, undefined]);
    expect(defaults("Out")).toEqual([0, undefined, undefined, undefined]);
  });

  it("have the timestamp format of member, shape or protocol", () => {
    const format = (value: string): object => ({ "smithy.api#timestampFormat": value });
    const model = service({
      "example#In": structure({
        A: ref("smithy.api#Timestamp"),
        B: ref("example#When"),
        C: ref("example#When", format("http-date")),
      }),
      "example#When": { type: "timestamp", traits: format("date-time") },
    });
    expect(["A", "B", "C"].map((name) => memberOf(model, "In", name).type)).toMatchObject([
      { format: "epoch-seconds" },
      { format: "date-time" },
      { format: "http-date" },
    ]);
  });
});
