import { decodeUtf8 } from "#platform";
import { isRecord } from "../is-object.js";
import type { ParseJson } from "./exact-number.js";
import type { JsonObject } from "./json.js";

/** A body as it arrived: nothing, a JSON object, or something else. */
export type ResponseBody =
  | { readonly kind: "empty" }
  | { readonly kind: "json"; readonly json: JsonObject }
  | { readonly kind: "other"; readonly what: string; readonly cause?: unknown };

const lenientDecoder: TextDecoder = new TextDecoder();

/**
 * Reads a body. awsJson has a JSON object in every body that is not empty; null and lists are `other`.
 *
 * @param exactNumbers what parses it, if numbers that a double cannot hold are to keep their digits
 */
export function readBody(body: Uint8Array, exactNumbers?: ParseJson): ResponseBody {
  if (body.byteLength === 0) return { kind: "empty" };
  let text: string;
  try {
    text = decodeUtf8(body);
  } catch (cause) {
    return { kind: "other", what: "is not UTF-8", cause };
  }
  let json: unknown;
  try {
    json = (exactNumbers ?? JSON.parse)(text);
  } catch (cause) {
    const what = /^\s*</.test(text) ? "is a page of markup, not JSON" : "is not JSON";
    return { kind: "other", what, cause: withoutSnippet(cause) };
  }
  if (!isRecord(json)) {
    return { kind: "other", what: "is JSON but no object" };
  }
  return { kind: "json", json: json as JsonObject };
}

/** V8 quotes the text around what it cannot parse, which may be data, or sensitive. */
function withoutSnippet(error: unknown): SyntaxError {
  const message =
    error instanceof Error ? error.message.replace(/,? ?(?:\.\.\.)?".*"(?:\.\.\.)?(?= is not valid JSON)/s, ":") : "";
  return new SyntaxError(message);
}

const longest = 200;

/**
 * The beginning of a body, at most 200 characters on one line, for an error's message; undefined for an empty one.
 * Of what looks like JSON, string values are masked: they may be data, or sensitive.
 */
export function excerptOf(body: Uint8Array): string | undefined {
  if (body.byteLength === 0) return undefined;
  // A character takes up to 4 bytes; a margin, since masking and trimming shorten.
  const text = lenientDecoder.decode(body.subarray(0, longest * 8)).trim();
  const shown = /^[[{"]/.test(text) ? maskValues(text) : text;
  const line = shown.replace(/[\s\p{Cc}]+/gu, " ");
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** Strings that are followed by a colon are names; all others, also one that breaks off, are values. */
function maskValues(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*(?:"|\\?$)(\s*:)?/gs, (string, colon) => (colon === undefined ? '"…"' : string));
}
