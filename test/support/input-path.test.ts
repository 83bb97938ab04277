import { describe, expect, it } from "vitest";
import { atPath, removed, renamedKey, replaced } from "./input-path.js";

describe("paths into inputs", () => {
  const input = { Records: [{ Key: "a" }, { Key: "b" }], Tags: { "a b": "x", c: "y" } };

  it("replace a value in a copy", () => {
    expect(replaced(input, "Records[1].Key", 1)).toEqual({ ...input, Records: [{ Key: "a" }, { Key: 1 }] });
    expect(replaced(input, 'Tags["a b"]', null)).toEqual({ ...input, Tags: { "a b": null, c: "y" } });
    expect(replaced(input, "New", 1)).toEqual({ ...input, New: 1 });
    expect(replaced(input, "", 1)).toBe(1);
    expect(input.Records[1]).toEqual({ Key: "b" });
  });

  it("remove a member", () => {
    expect(removed(input, "Records[0].Key")).toEqual({ ...input, Records: [{}, { Key: "b" }] });
    expect(removed(input, "Tags")).toEqual({ Records: input.Records });
  });

  it("rename the first key of a map", () => {
    expect(renamedKey(input, "Tags", "z")).toEqual({ ...input, Tags: { z: "x", c: "y" } });
  });

  it("are written as violations write them", () => {
    expect([atPath("", "A"), atPath("A", "B"), atPath("A", "b c")]).toEqual(["A", "A.B", 'A["b c"]']);
  });
});
