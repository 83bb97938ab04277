import { describe, expect, it } from "vitest";
import {
  readBigDecimal,
  readBigInteger,
  readBoolean,
  readDocument,
  readInteger,
  readNumber,
  readString,
} from "../../../runtime/for-generated.js";
import { MalformedValue } from "../../../runtime/protocol/malformed-value.js";

describe("reading scalars", () => {
  it("returns values of the right type as they are", () => {
    expect(readString("")).toBe("");
    expect(readBoolean(false)).toBe(false);
    expect(readNumber(-1.5e-7)).toBe(-1.5e-7);
    expect(readInteger(-(2 ** 53))).toBe(-(2 ** 53));
    expect(readDocument({ a: [null, 1] })).toEqual({ a: [null, 1] });
    expect(readDocument(null)).toBeNull();
  });

  it("reads the names that JSON has in place of non-finite numbers", () => {
    expect(readNumber("NaN")).toBeNaN();
    expect(readNumber("Infinity")).toBe(Number.POSITIVE_INFINITY);
    expect(readNumber("-Infinity")).toBe(Number.NEGATIVE_INFINITY);
  });

  it("reads big numbers from numbers and from text", () => {
    expect(readBigInteger(5)).toBe(5n);
    expect(readBigInteger("-123456789012345678901234567890")).toBe(-123456789012345678901234567890n);
    expect(readBigDecimal(1.25)).toBe("1.25");
    expect(readBigDecimal("1.2500000000000000000000000001e5")).toBe("1.2500000000000000000000000001e5");
  });

  it.each([
    [() => readString(5), "expected a string, found a number"],
    [() => readString(undefined), "expected a string, found nothing"],
    [() => readString(null), "expected a string, found null"],
    [() => readBoolean("true"), "expected a boolean, found a string"],
    [() => readNumber("5"), "expected a number, found a string"],
    [() => readNumber("infinity"), "expected a number, found a string"],
    [() => readNumber({}), "expected a number, found an object"],
    [() => readInteger(1.5), "expected an integer, found a number"],
    [() => readInteger("NaN"), "expected an integer, found a string"],
    [() => readBigInteger("1.0"), "expected an integer, found a string"],
    [() => readBigInteger([]), "expected an integer, found a list"],
    [() => readBigDecimal("1,5"), "expected a decimal number, found a string"],
    [() => readDocument(undefined), "expected a document, found nothing"],
  ])("refuses a wrong type without telling the value (%#)", (read, message) => {
    expect(read).toThrow(new MalformedValue(message));
  });
});
