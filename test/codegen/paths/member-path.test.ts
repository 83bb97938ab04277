import { expect, it } from "vitest";
import { parseMemberPath } from "../../../codegen/paths/member-path.js";
import { PathError } from "../../../codegen/paths/parse-path.js";

it("parses members, and the last element of a list", () => {
  expect(parseMemberPath("StreamDescription.Shards[-1].ShardId")).toEqual([
    { member: "StreamDescription" },
    { member: "Shards" },
    { last: true },
    { member: "ShardId" },
  ]);
});

it.each(["", "A.", ".A", "A[0]", "A[]", "A-B", "A.*"])("refuses %j", (text) => {
  expect(() => parseMemberPath(text)).toThrow(PathError);
});
