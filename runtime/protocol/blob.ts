import { blobSlab, decodeBase64 } from "#platform";
import type { EventStream } from "../event-stream/event-stream.js";
import { base64ByteLength } from "./base64.js";
import type { JsonValue, ReadContext } from "./json.js";
import { malformed } from "./malformed-value.js";
import { utf8ByteLength } from "./utf8-byte-length.js";

/** A blob to be sent: bytes, a string that stands for its UTF-8 bytes, or data that is base64 already. */
export type BlobInput = Uint8Array | string | { readonly base64: string };

/** An output whose blobs are left as the wire's base64 strings: what the call option `blobs: "base64"` returns. */
export type Base64Blobs<T> = T extends Uint8Array
  ? string
  : T extends Date | Error | string | number | boolean | bigint | null | undefined
    ? T
    : T extends EventStream<infer Event, infer End>
      ? EventStream<Base64Blobs<Event>, Base64Blobs<End>>
      : T extends readonly (infer Element)[]
        ? Base64Blobs<Element>[]
        : T extends object
          ? { [Name in keyof T]: Base64Blobs<T[Name]> }
          : T;

/** Whether a value can be sent as a blob. */
export function isBlobInput(value: unknown): value is BlobInput {
  if (typeof value === "string" || isBytes(value)) return true;
  return typeof value === "object" && value !== null && typeof (value as { base64?: unknown }).base64 === "string";
}

/** How many bytes a blob has once decoded: what the model's length constraints count. */
export function blobByteLength(value: BlobInput): number {
  if (typeof value === "string") return utf8ByteLength(value);
  return isBytes(value) ? value.byteLength : base64ByteLength(value.base64);
}

/**
 * Reads a blob. With `blobs: "base64"` the wire's string is returned as it is: the operation's overload then types it as
 * a string ({@link Base64Blobs}), which is why the cast below is the only one.
 */
export function readBlob(value: JsonValue | undefined, context: ReadContext): Uint8Array {
  if (typeof value !== "string") return malformed("a base64 string", value);
  if (context.blobs === "base64") return asBlob(value);
  // Made here and not with the context: a program whose responses have no blobs does not bundle it.
  if (context.responseBytes !== undefined) context.slab ??= blobSlab(context.responseBytes);
  const bytes = context.slab === undefined ? decodeBase64(value) : context.slab.decode(value);
  return bytes ?? malformed("a base64 string", "text that is not base64");
}

/** What stands in for a required blob that a response lacks. */
export function emptyBlob(context: ReadContext): Uint8Array {
  return context.blobs === "base64" ? asBlob("") : new Uint8Array(0);
}

function asBlob(base64: string): Uint8Array {
  return base64 as unknown as Uint8Array;
}

/** By its tag, not by `instanceof`: the array may come from another realm. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && (value as Uint8Array)[Symbol.toStringTag] === "Uint8Array";
}
