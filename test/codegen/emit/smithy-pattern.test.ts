import { describe, expect, it } from "vitest";
import { javascriptPattern } from "../../../codegen/emit/smithy-pattern.js";

describe("javascriptPattern", () => {
  it.each([
    ["^[a-zA-Z0-9_.-]+$", "a.b-c_1", "a b"],
    [
      "^(arn):aws.*:kinesis:.*:\\d{12}:.*stream\\/[a-zA-Z0-9_.-]+$",
      "arn:aws:kinesis:us-east-1:123456789012:stream/a",
      "arn:aws:s3",
    ],
    ["^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$", "é 1", "€"],
    ["^[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\r\\n\\t]*$", "a😀\n", "\u0000"],
  ])("takes %s as it is", (pattern, match, other) => {
    expect(javascriptPattern(pattern)?.source).toBe(new RegExp(pattern, "u").source);
    expect(javascriptPattern(pattern)?.test(match)).toBe(true);
    expect(javascriptPattern(pattern)?.test(other)).toBe(false);
  });

  it("finds a pattern anywhere unless it is anchored", () => {
    expect(javascriptPattern("b")?.test("abc")).toBe(true);
    expect(javascriptPattern("^b")?.test("abc")).toBe(false);
  });

  it("counts characters, not halves of surrogate pairs", () => {
    expect(javascriptPattern("^.$")?.test("😀")).toBe(true);
  });

  it("drops escapes that Unicode mode has no place for", () => {
    const pattern = javascriptPattern("^[A-Za-z0-9\\-\\_\\.]+\\@$");
    expect(pattern?.test("a-b_c.d@")).toBe(true);
    expect(pattern?.test("a\\@")).toBe(false);
  });

  it("takes a hyphen beside a class escape for a hyphen", () => {
    expect(javascriptPattern("^[\\w-_]*$")?.test("a-b")).toBe(true);
    expect(javascriptPattern("^[_-\\w]*$")?.test("a-b")).toBe(true);
    expect(javascriptPattern("^[\\w-_]*$")?.test("a/b")).toBe(false);
  });

  it.each(["^\\p{Print}+$", "(?i)abc", "\\Aabc\\z", "a++", "[z-a]", "("])("gives no expression for %s", (pattern) => {
    expect(javascriptPattern(pattern)).toBeUndefined();
  });
});
