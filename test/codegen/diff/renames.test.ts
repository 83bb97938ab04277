import { expect, it } from "vitest";
import { likelyRenames, similarity } from "../../../codegen/diff/renames.js";

it.each([
  ["StreamName", "StreamName", 1],
  ["StreamName", "streamname", 1],
  ["abc", "xyz", 0],
  ["night", "nacht", 0.25],
  ["a", "a", 1],
  ["a", "b", 0],
])("%s and %s are alike by %d", (a, b, expected) => expect(similarity(a, b)).toBe(expected));

it("each name is used once, the best pairs first", () => {
  const renames = likelyRenames(["StreamName", "StreamNames"], ["StreamNameList", "StreamNamesList"]);
  expect([...renames]).toEqual([
    ["StreamNames", "StreamNamesList"],
    ["StreamName", "StreamNameList"],
  ]);
});

it("what does not fit is no candidate", () => {
  expect(likelyRenames(["Name"], ["Names"], () => false).size).toBe(0);
});
