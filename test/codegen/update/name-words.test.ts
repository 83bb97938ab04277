import { expect, it } from "vitest";
import { isKin, nameWords, singular } from "../../../codegen/update/name-words.js";

it.each([
  ["AddTagsToStream", ["tag", "stream"]],
  ["DescribeAccountSettings", ["account", "setting"]],
  ["UntagResource", ["untag", "resource"]],
  ["TagResource", ["tag", "resource"]],
  ["ListResourcePolicies", ["resource", "policy"]],
  ["PutKMSKey", ["kms", "key"]],
])("takes %s apart, without its verb", (name, words) => {
  expect(nameWords(name).map(({ word }) => word)).toEqual(words);
});

it("gives what comes first the most weight, and little to what follows a word like To", () => {
  const [tag, stream] = nameWords("AddTagsToStream");
  expect(tag?.weight).toBe(1);
  expect(stream?.weight).toBeLessThan(0.3);
});

it("knows kin by a prefix that turns the meaning round, and not by chance", () => {
  expect(isKin("untag", "tag")).toBe(true);
  expect(isKin("tag", "untag")).toBe(true);
  expect(isKin("account", "count")).toBe(false);
});

it("makes plurals singular", () => {
  expect(["tags", "policies", "status", "access", "stream"].map(singular)).toEqual([
    "tag",
    "policy",
    "status",
    "access",
    "stream",
  ]);
});
