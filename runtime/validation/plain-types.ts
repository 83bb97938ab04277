import { isBlobInput } from "../protocol/blob.js";
import { isTimestamp } from "../protocol/timestamp.js";
import { found, wrongType } from "./findings.js";
import { blobRule, timestampRule } from "./rules.js";
import type { SchemaFindings } from "./validator.js";

/*
 * The checks of types: all there is to check of values that the model says no more of, and the first of all others. Integers keep to their width; floats may be NaN and
 * infinite, as the protocol can say that.
 */

export function expectString(data: unknown): SchemaFindings {
  return typeof data === "string" ? null : wrongType(null, "string");
}

export function expectBoolean(data: unknown): SchemaFindings {
  return typeof data === "boolean" ? null : wrongType(null, "boolean");
}

export function expectByte(data: unknown): SchemaFindings {
  return isInteger(data) && data >= -128 && data <= 127 ? null : wrongType(null, "8-bit integer");
}

export function expectShort(data: unknown): SchemaFindings {
  return isInteger(data) && data >= -32768 && data <= 32767 ? null : wrongType(null, "16-bit integer");
}

export function expectInteger(data: unknown): SchemaFindings {
  return isInteger(data) && data >= -2147483648 && data <= 2147483647 ? null : wrongType(null, "32-bit integer");
}

export function expectLong(data: unknown): SchemaFindings {
  return isInteger(data) && data >= -(2 ** 63) && data < 2 ** 63 ? null : wrongType(null, "64-bit integer");
}

export function expectNumber(data: unknown): SchemaFindings {
  return typeof data === "number" ? null : wrongType(null, "number");
}

export function expectBigInteger(data: unknown): SchemaFindings {
  return typeof data === "bigint" || isInteger(data) ? null : wrongType(null, "bigint or whole number");
}

export function expectBigDecimal(data: unknown): SchemaFindings {
  const isDecimal = typeof data === "string" ? decimal.test(data) : Number.isFinite(data);
  return isDecimal ? null : wrongType(null, "number or decimal string");
}

export function expectBlob(data: unknown): SchemaFindings {
  return isBlobInput(data) ? null : found(null, blobRule, {});
}

export function expectTimestamp(data: unknown): SchemaFindings {
  return isTimestamp(data) ? null : found(null, timestampRule, {});
}

/** What may be a structure or a map. */
export function expectObject(data: unknown): SchemaFindings {
  return typeof data === "object" && data !== null && !Array.isArray(data) ? null : wrongType(null, "object");
}

export function expectList(data: unknown): SchemaFindings {
  return Array.isArray(data) ? null : wrongType(null, "array");
}

const decimal = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/u;

function isInteger(data: unknown): data is number {
  return Number.isInteger(data);
}
