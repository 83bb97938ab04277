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

  it.each([
    ["^\\p{Print}+$", ["a b~"], ["é", "\n"]],
    ["^[\\p{Graph}\\x20]*$", ["a b"], ["a\tb"]],
    ["^\\P{Punct}+$", ["ab"], ["a.b"]],
    ["^[\\p{Alnum}_\\-]+$", ["a-1_"], ["é", "a b"]],
    ["^\\p{IsLatin}+\\pN?\\_$", ["é1_"], ["д_"]],
    ["^[[:alpha:]._-]+$", ["a.b-c"], ["1"]],
    ["^[a-z[0-9]]+\\_$", ["a1_"], ["A_", "[_"]],
    ["\\Aab\\z", ["ab"], ["xab", "ab\n"]],
    ["\\Aab\\Z", ["ab", "ab\n"], ["abx"]],
    ["(?i)^abc\\-d$", ["aBC-D"], ["abx-d"]],
    ["(?s)^a.b\\-$", ["a\nb-"], ["ab-"]],
    ["^[^\\x{1F600}]$", ["a"], ["😀"]],
    ["^\\Qa.b\\E\\-$", ["a.b-"], ["axb-"]],
    ["^{a}]\\-$", ["{a}]-"], ["a]-"]],
    ["^a*+b\\-$", ["aab-"], ["c-"]],
    ["^(?:ab|a)*+b$", ["abb", "b"], ["aab"]],
    ["^(?P<first>a)\\-\\k<first>$", ["a-a"], ["a-b"]],
    ["^[\\h\\w]+\\h\\-$", ["a\u00a0\t-"], ["a-"]],
  ])("translates %s", (pattern, matches, others) => {
    const expression = javascriptPattern(pattern);
    expect(expression?.unicode).toBe(true);
    for (const match of matches) expect(expression?.test(match), match).toBe(true);
    for (const other of others) expect(expression?.test(other), other).toBe(false);
  });

  it("gives nothing back of what a possessive quantifier or an atomic group took", () => {
    expect(javascriptPattern("^a*+a$")?.test("aaa")).toBe(false);
    expect(javascriptPattern("^a*a\\-?$")?.test("aaa")).toBe(true);
    expect(javascriptPattern("^(?>ab|a)b$")?.test("ab")).toBe(false);
    expect(javascriptPattern("^(?>a|ab)b$")?.test("ab")).toBe(true);
  });

  it.each([
    ["[z-a]", "a range that goes backwards"],
    ["(", "a group that never ends"],
    ["a)", "a group that never began"],
    ["+a", "nothing to repeat"],
    ["^(-*a)*{0,62}\\-", "two quantifiers"],
    ["[a-z&&[^b]]", "an intersection"],
    ["[\\P{Print}]", "what is not in a POSIX class, within a class"],
    ["\\p{InGreek}", "a block"],
    ["a(?i)b", "flags in the middle"],
    ["(?i:a)b\\-", "flags of a group"],
    ["\\y", "a letter without a meaning"],
    ["(a)\\1*+\\1", "numbers that a translation would shift"],
    ["[]a]", "a bracket that some dialects take for the end"],
  ])("gives no expression for %s: %s", (pattern) => {
    expect(javascriptPattern(pattern)).toBeUndefined();
  });
});
