import { expect, it } from "vitest";
import { checkValue } from "../../../codegen/validate/check-value.js";
import { modelOf, type Shapes } from "../small-model.js";

/** The problems of a value of `example#S`, each `path: problem`. */
function problems(shape: object, value: unknown, side: "input" | "output" = "input", more: Shapes = {}): string[] {
  const model = modelOf({ "example#S": shape, ...more });
  return checkValue(model, "example#S", value, side).map(({ path, problem }) => `${path.join("/")}: ${problem}`);
}

const string = { target: "smithy.api#String" };

it.each([
  [{ type: "string", traits: { "smithy.api#length": { min: 2, max: 3 } } }, "𝒳y", "𝒳"],
  [{ type: "string", traits: { "smithy.api#length": { max: 3 } } }, "𝒳yz", "abcd"],
  [{ type: "string", traits: { "smithy.api#pattern": "^a+$" } }, "aa", "ab"],
  [{ type: "blob", traits: { "smithy.api#length": { max: 2 } } }, "aGk=", "aGV5"],
  [{ type: "integer", traits: { "smithy.api#range": { min: 1, max: 2 } } }, 2, 3],
  [{ type: "list", member: string, traits: { "smithy.api#length": { min: 1 } } }, ["a"], []],
  [{ type: "list", member: string, traits: { "smithy.api#uniqueItems": {} } }, ["a", "b"], ["a", "a"]],
  [{ type: "enum", members: { A: { target: "smithy.api#Unit" } } }, "A", "B"],
  [{ type: "intEnum", members: { A: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": 7 } } } }, 7, 1],
  [{ type: "string", traits: { "smithy.api#enum": [{ value: "a" }] } }, "a", "b"],
  [
    { type: "structure", members: { A: { ...string, traits: { "smithy.api#length": { max: 1 } } } } },
    { A: "a" },
    { A: "ab" },
  ],
])("holds inputs, and only inputs, to the constraint of %j", (shape, good, bad) => {
  expect(problems(shape, good)).toEqual([]);
  expect(problems(shape, bad)).toHaveLength(1);
  expect(problems(shape, bad, "output")).toEqual([]);
});

it.each([
  ["blob", "aGk=", "not base64"],
  ["timestamp", "2026-02-03T00:00:00Z", "soon"],
  ["timestamp", 1.5, true],
  ["integer", 5, 5.5],
  ["byte", 127, 128],
  ["double", "NaN", "many"],
  ["bigInteger", "123456789012345678901234567890", 1.5],
  ["document", [1], undefined],
])("holds inputs and outputs to the type %s", (type, good, bad) => {
  for (const side of ["input", "output"] as const) {
    expect(problems({ type }, good, side)).toEqual([]);
    if (bad !== undefined) expect(problems({ type }, bad, side)).toHaveLength(1);
  }
});

it("walks structures, unions, lists and maps, with null only where they are sparse", () => {
  const shape = {
    type: "structure",
    members: {
      Must: { ...string, traits: { "smithy.api#required": {} } },
      Token: { ...string, traits: { "smithy.api#required": {}, "smithy.api#idempotencyToken": {} } },
      One: { target: "example#U" },
      Many: { target: "example#L" },
      Named: { target: "example#M" },
    },
  };
  const more = {
    "example#U": { type: "union", members: { A: string, B: string } },
    "example#L": { type: "list", member: { target: "example#S" } },
    "example#M": { type: "map", key: string, value: string, traits: { "smithy.api#sparse": {} } },
  };
  const good = { Must: "m", One: { A: "a" }, Many: [{ Must: "n" }], Named: { k: null } };
  expect(problems(shape, good, "output", more)).toEqual([]);
  const bad = { One: { A: "a", B: "b" }, Many: [{ Must: null }, null], Named: { k: 1 } };
  expect(problems(shape, bad, "output", more)).toEqual([
    "One: a union has one member, not 2",
    "Many/0/Must: must be a string, not null",
    "Many/1: must be an object, not null",
    "Named/k: must be a string, not a number",
    ": the required member Must is missing",
  ]);
});
