import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { split, substring, uriEncode } from "../../../runtime/endpoint/strings.js";

describe("substring", () => {
  it.each([
    ["abcdef", 0, 4, false, "abcd"],
    ["abcdef", 2, 6, false, "cdef"],
    ["abcdef", 0, 4, true, "cdef"],
    ["abcdef", 2, 6, true, "abcd"],
    ["abc", 0, 3, true, "abc"],
    ["abc", 0, 4, false, undefined],
    ["abc", 0, 4, true, undefined],
    ["abc", 1, 1, false, undefined],
    ["abc", 2, 1, false, undefined],
    ["", 0, 1, false, undefined],
    ["abcé", 0, 2, false, undefined],
    ["\x7fab", 0, 1, false, "\x7f"],
  ] as const)("substring(%j, %i, %i, %s) is %j", (value, start, stop, reverse, expected) => {
    expect(substring(value, start, stop, reverse)).toBe(expected);
  });
});

describe("uriEncode", () => {
  it("encodes all but unreserved characters, in upper case", () => {
    expect(uriEncode("/:,?#[]{}|@! $&'()*+;=%<>\"^`\\")).toBe(
      "%2F%3A%2C%3F%23%5B%5D%7B%7D%7C%40%21%20%24%26%27%28%29%2A%2B%3B%3D%25%3C%3E%22%5E%60%5C",
    );
    expect(uriEncode("AZaz09-_.~")).toBe("AZaz09-_.~");
    expect(uriEncode("é😀")).toBe("%C3%A9%F0%9F%98%80");
  });
});

describe("split", () => {
  it.each([
    ["a--b--c", "--", 0, ["a", "b", "c"]],
    ["a--b--c", "--", 1, ["a--b--c"]],
    ["a--b--c", "--", 2, ["a", "b--c"]],
    ["a--b--c--d", "--", 3, ["a", "b", "c--d"]],
    ["a--b", "--", 5, ["a", "b"]],
    ["--a--", "--", 0, ["", "a", ""]],
    ["", "--", 0, [""]],
    ["abc", "--", 2, ["abc"]],
  ])("split(%j, %j, %i) is %j", (value, delimiter, limit, parts) => {
    expect(split(value, delimiter, limit)).toEqual(parts);
  });

  it("loses nothing", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab-]{0,12}$/), fc.nat(6), (value, limit) => {
        expect(split(value, "-", limit).join("-")).toBe(value);
      }),
    );
  });
});
