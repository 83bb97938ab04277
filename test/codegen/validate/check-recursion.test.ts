import { describe, expect, it } from "vitest";
import { checkRecursion } from "../../../codegen/validate/check-recursion.js";
import { modelOf, type Shapes } from "../small-model.js";

const required = { "smithy.api#required": {} };
const structure = (members: object): object => ({ type: "structure", members });
const to = (name: string, traits?: object): object => ({
  target: name.includes("#") ? name : `example#${name}`,
  ...(traits === undefined ? {} : { traits }),
});

function check(shapes: Shapes): string[] {
  const model = modelOf(Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [`example#${name}`, shape])));
  return checkRecursion(model).map(({ shape, pointer, message }) => `${shape} ${pointer}: ${message}`);
}

describe("recursion", () => {
  it("of required members is refused at every member of the circle, and at no other", () => {
    expect(
      check({
        In: structure({ Loop: to("Loop", required), A: to("A", required) }),
        Loop: structure({ Name: to("smithy.api#String", required), Loop: to("Loop", required) }),
        A: structure({ B: to("B", required) }),
        B: structure({ A: to("A", required), Maybe: to("B") }),
      }),
    ).toEqual([
      "example#A /shapes/example#A/members/B/target: leads back to its own shape, so that no value has an end: example#A -> example#B -> example#A",
      "example#B /shapes/example#B/members/A/target: leads back to its own shape, so that no value has an end: example#B -> example#A -> example#B",
      "example#Loop /shapes/example#Loop/members/Loop/target: leads back to its own shape, so that no value has an end: example#Loop -> example#Loop",
    ]);
  });

  it("of a union none of whose members has an end is refused", () => {
    const union = (members: object): object => ({ type: "union", members });
    const inner = structure({ U: to("U", required) });
    expect(check({ U: union({ Self: to("U"), Inner: to("Inner") }), Inner: inner })).toEqual([
      "example#Inner /shapes/example#Inner/members/U/target: leads back to its own shape, so that no value has an end: example#Inner -> example#U -> example#Inner",
      "example#U /shapes/example#U/members/Self/target: leads back to its own shape, so that no value has an end: example#U -> example#U",
      "example#U /shapes/example#U/members/Inner/target: leads back to its own shape, so that no value has an end: example#U -> example#Inner -> example#U",
    ]);
    expect(check({ U: union({ Self: to("U"), Nothing: to("smithy.api#Unit") }), Inner: inner })).toEqual([]);
  });

  it("by way of an optional member, a list or a map is in order", () => {
    expect(
      check({
        Tree: structure({ Left: to("Tree"), Children: to("Trees", required), Named: to("Named", required) }),
        Trees: { type: "list", member: to("Tree") },
        Named: { type: "map", key: to("smithy.api#String"), value: to("Tree") },
      }),
    ).toEqual([]);
  });

  it("of lists and maps with no structure between is refused", () => {
    const circle = "holds itself with no structure or union between";
    expect(
      check({
        L: { type: "list", member: to("M") },
        M: { type: "map", key: to("smithy.api#String"), value: to("L") },
        Outside: { type: "list", member: to("L") },
      }),
    ).toEqual([
      `example#L /shapes/example#L/member/target: ${circle}: example#L -> example#M -> example#L`,
      `example#M /shapes/example#M/value/target: ${circle}: example#M -> example#L -> example#M`,
    ]);
  });
});
