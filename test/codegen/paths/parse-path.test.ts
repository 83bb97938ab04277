import { type JSONValue, search } from "@jmespath-community/jmespath";
import { describe, expect, it } from "vitest";
import { PathError, parsePath } from "../../../codegen/paths/parse-path.js";
import type { Path } from "../../../codegen/paths/path.js";

const current: Path = { kind: "current" };
const field = (name: string, of: Path = current): Path => ({ kind: "field", of, name });

describe("parsePath", () => {
  it.each<[string, Path]>([
    ["@", current],
    ["A.B", field("B", field("A"))],
    ["A[-1].B", field("B", { kind: "index", of: field("A"), index: -1 })],
    ["A[*].B", { kind: "elements", of: field("A"), body: field("B") }],
    ["A[].B", { kind: "elements", of: { kind: "flatten", of: field("A") }, body: field("B") }],
    ["A.*.B", { kind: "values", of: field("A"), body: field("B") }],
    ["A | B", { kind: "pipe", left: field("A"), right: field("B") }],
    [
      "!A && B || C",
      {
        kind: "or",
        left: { kind: "and", left: { kind: "not", of: field("A") }, right: field("B") },
        right: field("C"),
      },
    ],
    [
      "A[?B == 'x']",
      {
        kind: "filter",
        of: field("A"),
        condition: { kind: "compare", operator: "==", left: field("B"), right: { kind: "literal", value: "x" } },
        body: current,
      },
    ],
    [
      "length(A) > `0`",
      {
        kind: "compare",
        operator: ">",
        left: { kind: "call", name: "length", arguments: [field("A")] },
        right: { kind: "literal", value: 0 },
      },
    ],
    ["A.[B, C]", { kind: "pipe", left: field("A"), right: { kind: "list", items: [field("B"), field("C")] } }],
    ["{x: A}", { kind: "object", entries: [{ name: "x", value: field("A") }] }],
  ])("parses %s", (text, path) => {
    expect(parsePath(text)).toEqual(path);
  });

  it.each(["A[0:2]", "sum(A)", "A + `1`", "sort_by(A, &B)", "let $x = A in $x", "A ? B : C"])(
    "refuses %s by what it uses",
    (text) => {
      // The library itself must take it: what is refused here is valid JMESPath.
      expect(() => search({ A: [1], B: 1, C: 2 } as JSONValue, text)).not.toThrow(/syntax/i);
      expect(() => parsePath(text)).toThrow(PathError);
      expect(() => parsePath(text)).toThrow(`${text} uses `);
    },
  );

  it.each(["", "A..B", "A[", "A ==", "$$"])("refuses %j, which is no path", (text) => {
    expect(() => parsePath(text)).toThrow(PathError);
  });
});
