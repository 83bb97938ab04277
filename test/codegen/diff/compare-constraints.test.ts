import { describe, expect, it } from "vitest";
import { boundsText } from "../../../codegen/diff/compare-constraints.js";
import { diffShapes, doing, member, onlyChange } from "./diff-shapes.js";

type Way = "input" | "output";

/** Models whose one member has these traits itself. */
const own = (way: Way, type: string, traits: object) => doing({ [way]: { Value: member(type, traits) } });

/** Models whose two members share a shape with these traits. */
const shared = (way: Way, shape: object) =>
  doing({
    [way]: { One: member("example#Value"), Two: member("example#Value") },
    shapes: { "example#Value": shape },
  });

const length = (min?: number, max?: number) => ({
  "smithy.api#length": { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) },
});
const range = (min: number, max: number) => ({ "smithy.api#range": { min, max } });

describe("bounds of inputs", () => {
  it.each([
    [length(1, 10), length(1, 20), "behaviour", "length 1 to 10 becomes 1 to 20 (loosened)"],
    [length(1, 10), length(1, 5), "breaking", "length 1 to 10 becomes 1 to 5 (tightened)"],
    [length(1, 10), length(2, 10), "breaking", "length 1 to 10 becomes 2 to 10 (tightened)"],
    [length(2, 10), length(1, 10), "behaviour", "length 2 to 10 becomes 1 to 10 (loosened)"],
    [length(1, 10), length(5, 20), "breaking", "length 1 to 10 becomes 5 to 20 (tightened and loosened)"],
    [{}, length(1), "breaking", "length without limit becomes at least 1 (tightened)"],
    [length(undefined, 8), {}, "behaviour", "length at most 8 becomes without limit (loosened)"],
    [length(3, 3), length(3, 4), "behaviour", "length exactly 3 becomes 3 to 4 (loosened)"],
  ])("%j -> %j: %s", (before, after, expected, words) => {
    expect(onlyChange(own("input", "String", before), own("input", "String", after))).toMatchObject({
      class: expected,
      kind: "length-changed",
      direction: "input",
      member: "Value",
      message: `Do: input member Value: ${words}`,
    });
  });

  it("ranges are told like lengths, with both values", () => {
    expect(onlyChange(own("input", "Integer", range(1, 9)), own("input", "Integer", range(1, 8)))).toMatchObject({
      class: "breaking",
      kind: "range-changed",
      before: { min: 1, max: 9 },
      after: { min: 1, max: 8 },
    });
  });

  it("a bound that changes nothing is no change", () => {
    expect(diffShapes(own("input", "String", length(0, 5)), own("input", "String", length(0, 5))).changes).toEqual([]);
  });
});

describe("bounds of outputs", () => {
  it("are words: outputs are never validated", () => {
    for (const [before, after] of [
      [length(1, 10), length(1, 5)],
      [length(1, 5), length(1, 10)],
    ] as const) {
      expect(onlyChange(own("output", "String", before), own("output", "String", after))).toMatchObject({
        class: "documentation",
        kind: "length-changed",
        direction: "output",
      });
    }
  });
});

describe("where a constraint is told", () => {
  it("at the shape, once, when members share it", () => {
    const text = (max: number) => ({ type: "string", traits: length(1, max) });
    expect(onlyChange(shared("input", text(5)), shared("input", text(6)))).toEqual({
      class: "behaviour",
      kind: "length-changed",
      operation: "Do",
      shape: "Value",
      direction: "input",
      before: { min: 1, max: 5 },
      after: { min: 1, max: 6 },
      message: "Value (Do.One): as input: length 1 to 5 becomes 1 to 6 (loosened)",
    });
  });

  it("at the member when it overrides its shape, as far as the outcome differs", () => {
    const text = { type: "string", traits: length(1, 5) };
    const overriding = (traits: object) =>
      doing({ input: { One: member("example#Value", traits) }, shapes: { "example#Value": text } });
    expect(diffShapes(overriding({}), overriding(length(1, 5))).changes).toEqual([]);
    expect(onlyChange(overriding({}), overriding(length(1, 4)))).toMatchObject({
      class: "breaking",
      shape: "DoInput",
      member: "One",
      message: "Do: input member One: length 1 to 5 becomes 1 to 4 (tightened)",
    });
  });

  it("at the member when it goes from one simple shape to another", () => {
    const shapes = {
      "example#Short": { type: "string", traits: length(1, 5) },
      "example#Long": { type: "string", traits: length(1, 50) },
    };
    const going = (target: string) => doing({ input: { One: member(target) }, shapes });
    expect(onlyChange(going("example#Short"), going("example#Long"))).toMatchObject({
      class: "behaviour",
      member: "One",
      message: "Do: input member One: length 1 to 5 becomes 1 to 50 (loosened)",
    });
    expect(onlyChange(going("example#Short"), going("String"))).toMatchObject({
      member: "One",
      message: "Do: input member One: length 1 to 5 becomes without limit (loosened)",
    });
  });
});

describe("lists", () => {
  const list = (traits: object, element: object = {}) => ({
    type: "list",
    member: { target: "smithy.api#String", traits: element },
    traits,
  });
  const holding = (way: Way, shape: object) =>
    doing({ [way]: { Values: member("example#Values") }, shapes: { "example#Values": shape } });

  it("tell their size", () => {
    expect(onlyChange(holding("input", list(length(1, 500))), holding("input", list(length(1, 100))))).toMatchObject({
      class: "breaking",
      kind: "length-changed",
      shape: "Values",
    });
  });

  it("tell whether elements must differ", () => {
    const unique = { "smithy.api#uniqueItems": {} };
    expect(onlyChange(holding("input", list({})), holding("input", list(unique)))).toMatchObject({
      class: "breaking",
      kind: "unique-items-changed",
      before: false,
      after: true,
    });
    expect(onlyChange(holding("input", list(unique)), holding("input", list({})))).toMatchObject({
      class: "behaviour",
    });
    expect(onlyChange(holding("output", list({})), holding("output", list(unique)))).toMatchObject({
      class: "documentation",
    });
  });

  it("tell the constraints of their elements", () => {
    expect(
      onlyChange(holding("input", list({}, length(1, 9))), holding("input", list({}, length(1, 8)))),
    ).toMatchObject({
      class: "breaking",
      kind: "length-changed",
      shape: "Values",
      member: "member",
      message: "Values (Do.Values): input element: length 1 to 9 becomes 1 to 8 (tightened)",
    });
  });
});

describe("patterns of inputs", () => {
  const pattern = (text: string) => ({ "smithy.api#pattern": text });

  it.each([
    [pattern("^[a-z]+$"), pattern("^[a-z0-9]+$"), "behaviour", "loosened"],
    [pattern("^[a-z0-9]+$"), pattern("^[a-z]+$"), "breaking", "tightened"],
    [pattern("^[a-m]$"), pattern("^[h-z]$"), "breaking", "tightened and loosened"],
    [{}, pattern("^a$"), "breaking", "tightened"],
    [pattern("^a$"), {}, "behaviour", "loosened"],
  ])("%j -> %j: %s", (before, after, expected, effect) => {
    const change = onlyChange(own("input", "String", before), own("input", "String", after));
    expect(change).toMatchObject({ class: expected, kind: "pattern-changed" });
    expect(change.message).toMatch(new RegExp(`\\(${effect}\\)$`));
  });

  it("written in another way are behaviour: no text proves a difference, none proves that there is none", () => {
    expect(
      onlyChange(own("input", "String", pattern("^\\d$")), own("input", "String", pattern("^[0-9]$"))),
    ).toMatchObject({
      class: "behaviour",
      message: expect.stringContaining("no text was found that only one of the two matches"),
    });
  });

  it("the empty text counts only where the length allows it", () => {
    const some = { ...length(1, 9), ...pattern("^[a-z]+$") };
    const any = { ...length(1, 9), ...pattern("^[a-z]*$") };
    expect(onlyChange(own("input", "String", any), own("input", "String", some))).toMatchObject({ class: "behaviour" });
    const change = onlyChange(own("input", "String", pattern("^[a-z]*$")), own("input", "String", pattern("^[a-z]+$")));
    expect(change).toMatchObject({ class: "breaking", message: expect.stringContaining('no longer matches ""') });
  });
});

it.each([
  [{}, "without limit"],
  [{ min: 1 }, "at least 1"],
  [{ max: 5 }, "at most 5"],
  [{ min: 1, max: 5 }, "1 to 5"],
  [{ min: 0, max: 0 }, "exactly 0"],
])("bounds in words: %j is %s", (bounds, text) => expect(boundsText(bounds)).toBe(text));
