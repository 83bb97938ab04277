import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonSyntaxError, parseJson } from "../../../codegen/load/parse-json.js";

function faultOf(text: string): string {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error.message;
    throw error;
  }
  return "no fault";
}

describe("parseJson", () => {
  it("gives what JSON.parse gives", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(undefined, 1, "\t"), (text, indent) => {
        const pretty = JSON.stringify(JSON.parse(text), undefined, indent);
        expect(parseJson(pretty)).toEqual(JSON.parse(pretty));
      }),
    );
  });

  it("refuses what JSON.parse refuses", () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom("", ",", "}", "]", '"', "x", "01", "\\", "\u0001"),
        (text, at, noise) => {
          const cut = at % (text.length + 1);
          const broken = `${text.slice(0, cut)}${noise}${text.slice(cut + 1)}`;
          let valid = true;
          try {
            JSON.parse(broken);
          } catch {
            valid = false;
          }
          // A repeated key is the one thing that only parseJson refuses.
          if (valid) expect(faultOf(broken)).toMatch(/^no fault$|is there twice/);
          else expect(faultOf(broken)).not.toBe("no fault");
        },
      ),
    );
  });

  it.each([
    ['{\n  "a": 1,\n  "b" 2\n}', "expected ':' at line 3, column 7"],
    ['{"a": 1,}', "expected a string at line 1, column 9"],
    ['{"a": [1, 2}', "expected ',' or ']' at line 1, column 12"],
    ['{"a": 1', "expected ',' or '}' at line 1, column 8"],
    ['{"a":', "the text ends too early at line 1, column 6"],
    ['["a\nb"]', "a string that does not end or is not valid at line 1, column 2"],
    ["[1] 2", "unexpected text after the value at line 1, column 5"],
    ["[nul]", "expected a value at line 1, column 2"],
    ["", "the text ends too early at line 1, column 1"],
    ['{"a": 1, "b": {}, "a": 2}', 'the key "a" is there twice at line 1, column 19'],
  ])("tells what is wrong with %j and where", (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it("reads a file that starts with a byte order mark", () => {
    expect(parseJson("\uFEFF[1]")).toEqual([1]);
  });

  it("takes a key __proto__ as plain data", () => {
    const value = parseJson('{"__proto__": {"polluted": true}}') as object;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect("polluted" in value).toBe(false);
  });
});
