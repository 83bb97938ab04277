import { createRequire } from "node:module";
import type { EventStreamCodec as Codec, MessageHeaders } from "@smithy/eventstream-codec";

const { EventStreamCodec } = createRequire(import.meta.url)("@smithy/eventstream-codec") as {
  readonly EventStreamCodec: typeof Codec;
};
const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString(),
  (text) => Buffer.from(text),
);

/** A frame with headers of any type. String headers alone are what `encodeFrame` of the fault server writes by hand. */
export function frame(headers: MessageHeaders, body: Uint8Array | object | string = new Uint8Array(0)): Uint8Array {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return codec.encode({ headers, body: bytes });
}

/** Cuts bytes into chunks of a size. */
export function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.byteLength; start += size) chunks.push(bytes.subarray(start, start + size));
  return chunks;
}
