import { describe, expect, it } from "vitest";
import { comparePatterns } from "../../../codegen/diff/compare-patterns.js";

describe("texts that tell patterns apart", () => {
  it.each([
    // A published slip and its repair: the anchors bind to one alternative each.
    ["^0|([1-9]\\d{0,38})$", "^(0|([1-9]\\d{0,38}))$", "tightened"],
    ["^arn:aws.*:stream/\\S+$", "^arn:aws.*:(stream|channel)/\\S+$", "loosened"],
    ["^[a-z]{1,3}$", "^[a-z]{1,4}$", "loosened"],
    ["[a-z]+", "^[a-z]+$", "tightened"],
    ["^(a|b)$", "^(b|c)$", "both"],
    ["^[a-zA-Z0-9_.-]+$", "^[\\w.-]+$", "unknown"],
    // This class has no faithful form in JavaScript: the client checks nothing, before or after.
    ["^\\p{InNowhere}$", "^\\p{InNowhere}+$", "unknown"],
    ["^\\p{InNowhere}$", "^[ -~]$", "tightened"],
    ["^[ -~]$", "^\\p{InNowhere}$", "loosened"],
    [undefined, "^a$", "tightened"],
    ["^a$", undefined, "loosened"],
    [undefined, ".*", "unknown"],
  ])("%s -> %s: %s", (before, after, effect) => {
    const difference = comparePatterns(before, after);
    expect(difference.effect).toBe(effect);
    const check = (pattern: string | undefined, text: string): boolean =>
      pattern === undefined || pattern.includes("InNowhere") || new RegExp(pattern, "u").test(text);
    if (difference.refused !== undefined) {
      expect(check(before, difference.refused)).toBe(true);
      expect(check(after, difference.refused)).toBe(false);
    }
    if (difference.accepted !== undefined) {
      expect(check(before, difference.accepted)).toBe(false);
      expect(check(after, difference.accepted)).toBe(true);
    }
  });

  it("are plain and short, and the same in every run", () => {
    const [first, second] = [1, 2].map(() => comparePatterns("^0|([1-9]\\d{0,38})$", "^(0|([1-9]\\d{0,38}))$"));
    expect(first).toEqual({ effect: "tightened", refused: "0a" });
    expect(second).toEqual(first);
  });
});
