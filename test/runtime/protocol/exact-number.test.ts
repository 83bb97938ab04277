import { describe, expect, it } from "vitest";
import { digitsOf, exactNumber, parseExact, withPlainNumbers } from "../../../runtime/protocol/exact-number.js";
import type { JsonObject, JsonValue } from "../../../runtime/protocol/json.js";

describe("exact numbers", () => {
  it("keep their digits", () => {
    const text =
      '{"a":123456789012345678901234567890,"b":[-0.10000000000000000000000000000001,1],"c":"1e5 \\" 99999999999999999"}';
    const value = parseExact(text) as JsonObject;
    expect(digitsOf(value.a)).toBe("123456789012345678901234567890");
    expect(value.c).toBe('1e5 " 99999999999999999');
  });

  it("are not made of what a double can repeat", () => {
    expect(parseExact('{"a":1.5,"b":9007199254740991}')).toEqual({ a: 1.5, b: 9007199254740991 });
  });

  it("do not make JSON of what is none", () => {
    expect(() => parseExact('{"a":01234567890123456789}')).toThrow(SyntaxError);
  });

  it("become plain ones for readers that know no others", () => {
    const value = { a: [exactNumber("1e400"), { b: exactNumber("0.10") }], c: null } as JsonValue;
    expect(withPlainNumbers(value)).toEqual({ a: [Number.POSITIVE_INFINITY, { b: 0.1 }], c: null });
  });
});
