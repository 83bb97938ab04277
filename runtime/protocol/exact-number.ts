import type { JsonObject, JsonValue } from "./json.js";

/**
 * Numbers with more digits than a double keeps. JavaScript's JSON has no such numbers, so that on their way from a
 * body to a reader they are an object with this one member: no service and no caller has a member of that name.
 */
export const digitsMember = "\0digits";

/** Parses the text of a body, as `JSON.parse` does. @throws SyntaxError for what is not JSON */
export type ParseJson = (text: string) => unknown;

/** A number in JSON's notation. */
export function exactNumber(digits: string): JsonObject {
  return { [digitsMember]: digits };
}

/** The digits of an {@link exactNumber}; undefined for every other value. */
export function digitsOf(value: JsonValue | undefined): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const digits = value[digitsMember];
  return typeof digits === "string" ? digits : undefined;
}

/** Strings are passed over, since what looks like a number in them is none. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/gs;

/**
 * As `JSON.parse`, with an {@link exactNumber} for every number that a double cannot repeat digit by digit.
 *
 * @throws SyntaxError for what is not JSON
 */
export function parseExact(text: string): unknown {
  // Anything that is not JSON has to fail as it stands: the rewriting might make JSON of it.
  const parsed: unknown = JSON.parse(text);
  let found = false;
  const exact = text.replace(stringOrNumber, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token) return token;
    found = true;
    return JSON.stringify(exactNumber(token));
  });
  return found ? JSON.parse(exact) : parsed;
}

/** A value with plain numbers in the place of exact ones, for readers that know no others. */
export function withPlainNumbers(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withPlainNumbers);
  const digits = digitsOf(value);
  if (digits !== undefined) return Number(digits);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, member === undefined ? undefined : withPlainNumbers(member)]),
  );
}
