import { expect, it } from "vitest";
import { diffShapes, doing, member } from "./diff-shapes.js";

const enumOf = (...values: readonly string[]) => ({
  type: "enum",
  members: Object.fromEntries(
    values.map((value) => [
      value.toUpperCase(),
      { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": value } },
    ]),
  ),
});
const both = (shape: object) =>
  doing({
    input: { Kind: member("example#Kind") },
    output: { Kind: member("example#Kind") },
    shapes: { "example#Kind": shape },
  });

it("a value more is an addition for callers and behaviour for readers", () => {
  expect(diffShapes(both(enumOf("a")), both(enumOf("a", "b"))).changes).toEqual([
    {
      class: "behaviour",
      kind: "enum-value-added",
      operation: "Do",
      shape: "Kind",
      member: "B",
      direction: "output",
      after: "b",
      message: "Kind (Do.Kind): output value b is new",
    },
    {
      class: "addition",
      kind: "enum-value-added",
      operation: "Do",
      shape: "Kind",
      member: "B",
      direction: "input",
      after: "b",
      message: "Kind (Do.Kind): input value b is new",
    },
  ]);
});

it("a value less breaks callers; readers wait for it in vain", () => {
  const { verdict, changes } = diffShapes(both(enumOf("a", "b")), both(enumOf("a")));
  expect(verdict).toBe("major");
  expect(
    changes.map(({ class: changeClass, direction, before, message }) => [changeClass, direction, before, message]),
  ).toEqual([
    ["breaking", "input", "b", "Kind (Do.Kind): input value b is no longer accepted"],
    ["behaviour", "output", "b", "Kind (Do.Kind): output value b no longer comes"],
  ]);
});

it("a value under another name in the model is the same value", () => {
  const renamed = {
    type: "enum",
    members: { OTHER: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "a" } } },
  };
  expect(diffShapes(both(enumOf("a")), both(renamed)).changes).toEqual([]);
});

it("a renamed value is suggested", () => {
  const { changes } = diffShapes(both(enumOf("enabled")), both(enumOf("enabled_now")));
  expect(changes.map(({ message }) => message)).toContain(
    "Kind (Do.Kind): input value enabled is no longer accepted; perhaps renamed to enabled_now",
  );
});

it("the old enum trait and the new enum shape are the same, and so are intEnums by their numbers", () => {
  const old = { type: "string", traits: { "smithy.api#enum": [{ value: "a", name: "A" }] } };
  expect(diffShapes(both(old), both(enumOf("a"))).changes).toEqual([]);
  const numbers = (...values: readonly number[]) => ({
    type: "intEnum",
    members: Object.fromEntries(
      values.map((value) => [`N${value}`, { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": value } }]),
    ),
  });
  expect(diffShapes(both(numbers(1)), both(numbers(1, 2))).changes.map(({ after }) => after)).toEqual([2, 2]);
});

it("a value's deprecation and documentation are told once", () => {
  const wordy = (traits: object) => ({
    type: "enum",
    members: { A: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "a", ...traits } } },
  });
  const after = wordy({ "smithy.api#deprecated": { message: "Use b." }, "smithy.api#documentation": "The first." });
  expect(
    diffShapes(both(wordy({})), both(after)).changes.map(({ class: changeClass, message }) => [changeClass, message]),
  ).toEqual([
    ["behaviour", "Kind (Do.Kind): member A deprecated: Use b."],
    ["documentation", "Kind$A: documentation added"],
  ]);
});
