import { type BlobInput, isBlobInput, isBytes } from "./blob.js";
import type { JsonWriter } from "./json-writer.js";
import { malformed } from "./malformed-value.js";
import { utf8Bytes } from "./text.js";
import { type TimestampFormat, timestampJson } from "./timestamp.js";

/** Writes a string. What is none, which validation that is off lets through, is written as the JSON that it is. */
export function writeString(value: string, json: JsonWriter): void {
  if (typeof value === "string") json.string(value);
  else writeJson(value, json);
}

/** Writes what is JSON as it is: a boolean, a whole number, a document. */
export function writeJson(value: unknown, json: JsonWriter): void {
  const text = JSON.stringify(value) as string | undefined;
  json.raw(text ?? malformed("a JSON value", value));
}

/** Writes a float or double; JSON has no other form for NaN and the infinities than their names. */
export function writeNumber(value: number, json: JsonWriter): void {
  writeJson(typeof value !== "number" || Number.isFinite(value) ? value : String(value), json);
}

/** Writes a whole number of any size, with all its digits. */
export function writeBigInteger(value: bigint | number, json: JsonWriter): void {
  json.raw(BigInt(value).toString());
}

/**
 * Writes a decimal number with all its digits: a leading plus and leading zeros, which JSON does not have, are left out.
 */
export function writeBigDecimal(value: string | number, json: JsonWriter): void {
  const [, sign = "", digits] = /^([-+]?)0*(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)$/.exec(String(value)) ?? [];
  if (digits === undefined) malformed("a decimal number", value);
  json.raw((sign === "-" ? "-" : "") + digits);
}

/** Writes a timestamp. Throws {@link MalformedValue} for an invalid date. */
export function writeTimestamp(value: Date, json: JsonWriter, format: TimestampFormat = "epoch-seconds"): void {
  writeJson(timestampJson(value, format), json);
}

/** Writes a blob as awsJson sends it, in base64. `{ base64 }` passes through untouched. */
export function writeBlob(value: BlobInput, json: JsonWriter): void {
  if (typeof value === "string") json.base64(utf8Bytes(value));
  else if (isBytes(value)) json.base64(value);
  else json.string(isBlobInput(value) ? value.base64 : malformed("a Uint8Array, a string or { base64 }", value));
}

/**
 * Writes a list. Null and undefined elements, which only sparse lists may hold, become null: left out, they would move
 * what follows, and with it what the answer says of each. Throws {@link MalformedValue} for anything but an array.
 */
export function writeList<Element>(
  list: readonly (Element | null | undefined)[],
  json: JsonWriter,
  write: (element: Element, json: JsonWriter) => void,
): void {
  if (!Array.isArray(list)) malformed("a list", list);
  json.begin("[");
  for (const element of list) writeNullable(element, json.element(), write);
  json.end("]");
}

/** Writes a map. Keys with null or undefined are left out. */
export function writeMap<Value>(
  map: { readonly [key: string]: Value | null | undefined },
  json: JsonWriter,
  write: (value: Value, json: JsonWriter) => void,
): void {
  json.begin("{");
  for (const [key, value] of Object.entries(map)) {
    if (value != null) write(value, json.key(key));
  }
  json.end("}");
}

/** Writes a map whose values may be null. Keys with undefined are left out. */
export function writeSparseMap<Value>(
  map: { readonly [key: string]: Value | null | undefined },
  json: JsonWriter,
  write: (value: Value, json: JsonWriter) => void,
): void {
  json.begin("{");
  for (const [key, value] of Object.entries(map)) {
    if (value !== undefined) writeNullable(value, json.key(key), write);
  }
  json.end("}");
}

function writeNullable<Value>(
  value: Value | null | undefined,
  json: JsonWriter,
  write: (value: Value, json: JsonWriter) => void,
): void {
  if (value == null) json.raw("null");
  else write(value, json);
}
