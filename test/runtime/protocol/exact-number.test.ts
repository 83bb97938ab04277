import { describe, expect, it } from "vitest";
import {
  digitsOf,
  exactNumber,
  parseExact,
  stringifyExact,
  withPlainNumbers,
} from "../../../runtime/protocol/exact-number.js";
import type { JsonObject, JsonValue } from "../../../runtime/protocol/json.js";

describe("exact numbers", () => {
  it("keep their digits in both directions", () => {
    const text =
      '{"a":123456789012345678901234567890,"b":[-0.10000000000000000000000000000001,1],"c":"1e5 \\" 99999999999999999"}';
    const value = parseExact(text) as JsonObject;
    expect(digitsOf(value.a)).toBe("123456789012345678901234567890");
    expect(value.c).toBe('1e5 " 99999999999999999');
    expect(stringifyExact(value)).toBe(text);
  });

  it("are not made of what a double can repeat", () => {
    expect(parseExact('{"a":1.5,"b":9007199254740991}')).toEqual({ a: 1.5, b: 9007199254740991 });
  });

  it("do not make JSON of what is none", () => {
    expect(() => parseExact('{"a":01234567890123456789}')).toThrow(SyntaxError);
  });

  it("cannot be smuggled in by text", () => {
    const text = '{"\\u0000digits":"1"}';
    expect(stringifyExact({ a: text })).toBe(JSON.stringify({ a: text }));
    expect(stringifyExact({ a: exactNumber("12") })).toBe('{"a":12}');
  });

  it("become plain ones for readers that know no others", () => {
    const value = { a: [exactNumber("1e400"), { b: exactNumber("0.10") }], c: null } as JsonValue;
    expect(withPlainNumbers(value)).toEqual({ a: [Number.POSITIVE_INFINITY, { b: 0.1 }], c: null });
  });
});
