import { describe, expect, it } from "vitest";
import { diffShapes, doing, member } from "./diff-shapes.js";

const shapes = {
  "example#Kind": {
    type: "enum",
    members: { A: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "a" } } },
  },
  "example#Number": {
    type: "intEnum",
    members: { A: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": 1 } } },
  },
  "example#Tag": { type: "structure", members: { Key: { target: "smithy.api#String" } } },
  "example#Tags": { type: "list", member: { target: "example#Tag" } },
  "example#TagMap": { type: "map", key: { target: "smithy.api#String" }, value: { target: "smithy.api#String" } },
  "example#Choice": { type: "union", members: { Key: { target: "smithy.api#String" } } },
};

function typeChanges(before: string, after: string): { input: string[]; output: string[] } {
  const told = (way: "input" | "output"): string[] => {
    const going = (type: string) => doing({ [way]: { Value: member(type) }, shapes });
    return diffShapes(going(before), going(after)).changes.map(({ class: changeClass, kind, message }) => {
      expect(kind).toBe("type-changed");
      return `${changeClass}: ${message}`;
    });
  };
  return { input: told("input"), output: told("output") };
}

describe("types", () => {
  it.each([
    ["String", "Integer", "breaking", "breaking"],
    ["String", "Blob", "breaking", "breaking"],
    ["String", "Timestamp", "breaking", "breaking"],
    ["Integer", "BigInteger", "breaking", "breaking"],
    ["Integer", "Boolean", "breaking", "breaking"],
    ["example#Tag", "example#Choice", "breaking", "breaking"],
    ["example#Tags", "example#TagMap", "breaking", "breaking"],
    ["example#Tag", "Document", "breaking", "breaking"],
    // One type in TypeScript, another range on the wire.
    ["Integer", "Long", "behaviour", "behaviour"],
    ["Long", "Integer", "breaking", "behaviour"],
    ["Integer", "Double", "behaviour", "behaviour"],
    ["Double", "Integer", "breaking", "behaviour"],
    // Closed where one writes, open where one reads.
    ["String", "example#Kind", "breaking", "behaviour"],
    ["example#Kind", "String", "behaviour", "behaviour"],
    ["Integer", "example#Number", "breaking", "behaviour"],
  ])("%s -> %s: %s there, %s back", (before, after, input, output) => {
    const told = typeChanges(before, after);
    expect(told.input).toEqual([expect.stringMatching(`^${input}: `)]);
    expect(told.output).toEqual([expect.stringMatching(`^${output}: `)]);
  });

  it("are named", () => {
    expect(typeChanges("example#Tags", "example#TagMap").input).toEqual([
      "breaking: Do: input member Value: list of structure Tag becomes map of string to string",
    ]);
    expect(typeChanges("String", "example#Kind").input).toEqual([
      "breaking: Do: input member Value: string becomes enum Kind, other values are refused",
    ]);
  });

  it("of a shape that keeps its name are told once", () => {
    const value = (type: string) =>
      doing({
        input: { One: member("example#Value"), Two: member("example#Value") },
        shapes: { "example#Value": { type } },
      });
    expect(diffShapes(value("string"), value("integer")).changes).toEqual([
      {
        class: "breaking",
        kind: "type-changed",
        operation: "Do",
        shape: "Value",
        direction: "input",
        before: "string",
        after: "integer",
        message: "Value (Do.One): as input, string becomes integer",
      },
    ]);
  });

  it("change inside lists and maps, too", () => {
    const inside = (type: string) =>
      doing({
        input: { Values: member("example#Values") },
        shapes: {
          "example#Values": {
            type: "map",
            key: { target: "smithy.api#String" },
            value: { target: `smithy.api#${type}` },
          },
        },
      });
    expect(diffShapes(inside("String"), inside("Integer")).changes).toMatchObject([
      {
        class: "breaking",
        shape: "Values",
        member: "value",
        message: "Values (Do.Values): input value: string becomes integer",
      },
    ]);
  });

  it("an event stream is not a plain union", () => {
    const stream = (traits: object) => ({
      ...shapes,
      "example#Choice": { type: "union", members: { Tag: { target: "example#Tag" } }, traits },
    });
    const going = (traits: object) => doing({ output: { Choice: member("example#Choice") }, shapes: stream(traits) });
    const { changes } = diffShapes(going({}), going({ "smithy.api#streaming": {} }));
    expect(changes.filter(({ kind }) => kind === "type-changed")).toMatchObject([
      { class: "breaking", direction: "output", before: "union Choice", after: "event stream Choice" },
    ]);
  });
});
