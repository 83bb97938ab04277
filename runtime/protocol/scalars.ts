import { digitsOf, withPlainNumbers } from "./exact-number.js";
import type { JsonValue } from "./json.js";
import { malformed } from "./malformed-value.js";

/** Anything that JSON can hold: a `document` of the model. */
export type DocumentValue = null | boolean | number | string | DocumentValue[] | { [name: string]: DocumentValue };

/** A generated enum that the service may extend: its known values are offered, any other string is accepted. */
export type OpenEnum<Known> = Known | (string & {});

/** Reads a string. Throws {@link MalformedValue} for anything else. */
export function readString(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : malformed("a string", value);
}

/** Reads a boolean. Throws {@link MalformedValue} for anything else. */
export function readBoolean(value: JsonValue | undefined): boolean {
  return typeof value === "boolean" ? value : malformed("a boolean", value);
}

/** Reads a float or double, which JSON writes as a number or as `"NaN"`, `"Infinity"`, `"-Infinity"`. */
export function readNumber(value: JsonValue | undefined): number {
  if (typeof value === "number") return value;
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
  const digits = digitsOf(value);
  return digits === undefined ? malformed("a number", value) : Number(digits);
}

/** Reads a byte, short, integer or long. A long beyond 2^53 loses its last digits, as numbers in JavaScript do. */
export function readInteger(value: JsonValue | undefined): number {
  const number = digitsOf(value) ?? value;
  const integer = typeof number === "string" && number !== value ? Number(number) : number;
  return Number.isInteger(integer) ? (integer as number) : malformed("an integer", value);
}

/** Reads a whole number of any size, with all its digits. A string of digits will do. */
export function readBigInteger(value: JsonValue | undefined): bigint {
  const number = digitsOf(value) ?? value;
  if (Number.isInteger(number)) return BigInt(number as number);
  if (typeof number === "string" && /^-?\d+$/.test(number)) return BigInt(number);
  return wholeFromNotation(digitsOf(value)) ?? malformed("an integer", value);
}

/** `1.20e3` is a whole number as well. */
function wholeFromNotation(number = ""): bigint | undefined {
  const [, sign = "", whole, fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d{1,4}))?$/.exec(number) ?? [];
  if (whole === undefined) return undefined;
  const shift = Number(exponent) - fraction.length;
  const digits = whole + fraction;
  if (shift >= 0) return BigInt(sign + digits + "0".repeat(shift));
  const cut = Math.max(digits.length + shift, 0);
  return /^0*$/.test(digits.slice(cut)) ? BigInt(sign + (digits.slice(0, cut) || "0")) : undefined;
}

/** Reads a decimal number as text, with all its digits. A string will do. */
export function readBigDecimal(value: JsonValue | undefined): string {
  if (typeof value === "number") return String(value);
  const text = digitsOf(value) ?? value;
  if (typeof text === "string" && /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text)) return text;
  return malformed("a decimal number", value);
}

/** Reads a document: whatever JSON it is. */
export function readDocument(value: JsonValue | undefined): DocumentValue {
  return value === undefined ? malformed("a document", value) : (withPlainNumbers(value) as DocumentValue);
}
