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
  return malformed("a number", value);
}

/** Reads a byte, short, integer or long. A long beyond 2^53 loses its last digits, as numbers in JavaScript do. */
export function readInteger(value: JsonValue | undefined): number {
  return Number.isInteger(value) ? (value as number) : malformed("an integer", value);
}

/** Reads a whole number of any size. Digits beyond 2^53 are kept only if the service sends a string. */
export function readBigInteger(value: JsonValue | undefined): bigint {
  if (Number.isInteger(value)) return BigInt(value as number);
  if (typeof value === "string" && /^-?\d+$/.test(value)) return BigInt(value);
  return malformed("an integer", value);
}

/** Reads a decimal number as text. Digits beyond a double's are kept only if the service sends a string. */
export function readBigDecimal(value: JsonValue | undefined): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string" && /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(value)) return value;
  return malformed("a decimal number", value);
}

/** Reads a document: whatever JSON it is. */
export function readDocument(value: JsonValue | undefined): DocumentValue {
  return value === undefined ? malformed("a document", value) : (value as DocumentValue);
}

/** Writes a float or double; JSON has no other form for NaN and the infinities than their names. */
export function writeNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/**
 * Writes a whole number of any size. JSON as JavaScript writes it has no numbers beyond 2^53 - 1, so a longer one goes
 * out as a string.
 */
export function writeBigInteger(value: bigint | number): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** Writes a decimal number: as a number if that keeps every digit, otherwise as a string. */
export function writeBigDecimal(value: string | number): number | string {
  const number = Number(value);
  return Number.isFinite(number) && String(number) === String(value) ? number : String(value);
}
