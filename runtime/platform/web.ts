import { utf8Bytes } from "../protocol/text.js";
import { fetchCalls } from "../transport/fetch-calls.js";
import { fetchStreams } from "../transport/fetch-streams.js";
import type { StreamTransport, Transport } from "../transport/transport.js";
import { version } from "../version.js";
import type { BodyMemory, Channel, UserAgent } from "./platform.js";

export { crc32 } from "../protocol/crc32.js";
export { base64Into, decodeBase64, encodeBase64 } from "../protocol/web-base64.js";
export { asciiInto, decodeUtf8, utf8ByteLength, utf8Into } from "../protocol/web-text.js";
export { passOn as systemFailure } from "../transport/connection-failure.js";
export { md5 } from "./md5.js";

/** The platform's `fetch`. */
export function defaultTransport(): Transport {
  return fetchCalls();
}

/** The same, for streams. Named by the module of event streams alone, so that others do not bundle it. */
export function defaultStreams(): StreamTransport {
  return fetchStreams();
}

/** SHA-256 of WebCrypto. */
export async function sha256(data: Uint8Array | string): Promise<string> {
  return hex(await globalThis.crypto.subtle.digest("SHA-256", bytesOf(data)));
}

/** HMAC-SHA-256 of WebCrypto. */
export async function hmacSha256(key: Uint8Array | string, text: string): Promise<Uint8Array>;
export async function hmacSha256(key: Uint8Array | string, text: string, encoding: "hex"): Promise<string>;
export async function hmacSha256(
  key: Uint8Array | string,
  text: string,
  encoding?: "hex",
): Promise<Uint8Array | string> {
  const { subtle } = globalThis.crypto;
  const imported = await subtle.importKey("raw", bytesOf(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = await subtle.sign("HMAC", imported, bytesOf(text));
  return encoding === undefined ? new Uint8Array(mac) : hex(mac);
}

/** WebCrypto hashes what is there as a whole. */
export const composeBody: undefined = undefined;

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** WebCrypto takes no memory that a worker may change meanwhile; everything else goes as it is. */
function bytesOf(data: Uint8Array | string): Uint8Array<ArrayBuffer> {
  if (typeof data === "string") return utf8Bytes(data);
  return data.buffer instanceof ArrayBuffer ? (data as Uint8Array<ArrayBuffer>) : new Uint8Array(data);
}

/** Fresh memory for each body. */
export function bodyMemory(): BodyMemory {
  return { take: (length) => new Uint8Array(length), lease: () => undefined, clear: () => {} };
}

/** Fresh memory for each blob. */
export function blobSlab(_responseBytes: number): undefined {}

/** Nothing is faster than to parse it as a whole. */
export function readLargeJson(): undefined {}

/** A random UUID, version 4. */
export function randomUUID(): string {
  return globalThis.crypto.randomUUID();
}

/** There is no `node:diagnostics_channel` here: nobody listens. */
export function channel(_name: string): Channel {
  return { hasSubscribers: false, publish: () => {} };
}

/** Browsers do not let scripts set `user-agent`, so another header tells. */
export function userAgent(): UserAgent {
  return { header: "x-amz-user-agent", value: `shardwright/${version}` };
}

/** The bytes in gzip's format, by the platform's CompressionStream. */
export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
