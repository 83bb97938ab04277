import type { JsonObject } from "./json.js";

/**
 * The name of the error that a response tells, without namespace and URI; undefined when it tells none. It stands in
 * the header `x-amzn-errortype`, in the body's `__type` or in its `code`, and is looked for in this order
 * (smithy.io, AWS JSON 1.0, "Operation error serialization").
 */
export function faultName(headers: Readonly<Record<string, string>>, json: JsonObject): string | undefined {
  for (const candidate of [headers["x-amzn-errortype"], json.__type, json.code]) {
    const name = typeof candidate === "string" ? sanitise(candidate) : "";
    if (name !== "") return name;
  }
  return undefined;
}

/** `aws.example#FooError:http://internal.amazon.com/` is FooError; a header that was sent twice is joined by a comma. */
function sanitise(text: string): string {
  const beforeUri = text.split(/[:,]/, 1)[0] ?? "";
  return beforeUri.slice(beforeUri.lastIndexOf("#") + 1).trim();
}

/** The message of an error, under each of the names that services use; undefined when it has none. */
export function faultMessage(headers: Readonly<Record<string, string>>, json: JsonObject): string | undefined {
  for (const candidate of [json.message, json.Message, json.errorMessage, headers["x-amzn-errormessage"]]) {
    if (typeof candidate === "string" && candidate !== "") return candidate;
  }
  return undefined;
}
