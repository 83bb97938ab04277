import { SharedSlab } from "../protocol/blob-slab.js";
import { ReusedMemory } from "../protocol/body-memory.js";
import { ComposedBody } from "../protocol/composed-body.js";
import { crc32 as crc32ByTable } from "../protocol/crc32.js";
import { nodeHttpCalls } from "../transport/node-http-calls.js";
import { nodeStreams } from "../transport/node-streams.js";
import type { StreamTransport, Transport } from "../transport/transport.js";
import { version } from "../version.js";
import { oneShotHmac } from "./one-shot-hmac.js";
import type { BlobSlab, BodyMemory, Channel, Platform, UserAgent } from "./platform.js";

export { base64Into, decodeBase64, encodeBase64 } from "../protocol/node-base64.js";
export { asciiInto, decodeUtf8, utf8ByteLength, utf8Into } from "../protocol/node-text.js";
export { readLargeJson } from "../protocol/read-large-json.js";
export { nodeFailure as systemFailure } from "../transport/node-failure.js";

// Node's own modules are asked of the process here and elsewhere, and not imported: the loader of modules takes a fraction
// of a millisecond for each, and for `import()` a promise.
const crypto = /* @__PURE__ */ process.getBuiltinModule("node:crypto");

/** HTTP/1.1 over `node:https` and `node:http`. */
export function defaultTransport(): Transport {
  return nodeHttpCalls();
}

/** HTTP/2 over `node:http2`. Named by the module of event streams alone, so that others do not bundle it. */
export function defaultStreams(): StreamTransport {
  return nodeStreams();
}

/** SHA-256 of OpenSSL. In one shot where Node can: half as slow again with a hash object for a short text. */
export function sha256(data: Uint8Array | string): string {
  return oneShot === undefined
    ? crypto.createHash("sha256").update(data).digest("hex")
    : oneShot("sha256", data, "hex");
}

/** A body with its large blobs apart. */
export const composeBody: Platform["composeBody"] = (text, apart) =>
  new ComposedBody(text, apart, (pieces) => {
    const hash = crypto.createHash("sha256");
    for (const piece of pieces) hash.update(piece);
    return hash.digest("hex");
  });

/** Absent from other runtimes that pass for Node. */
const oneShot: typeof crypto.hash | undefined = crypto.hash;

/** HMAC-SHA-256 of OpenSSL. */
export function hmacSha256(key: Uint8Array | string, text: string): Uint8Array;
export function hmacSha256(key: Uint8Array | string, text: string, encoding: "hex"): string;
export function hmacSha256(key: Uint8Array | string, text: string, encoding?: "hex"): Uint8Array | string {
  if (encoding === "hex" && oneShot !== undefined && typeof key !== "string") {
    const digits = oneShotHmac(oneShot, key, text);
    if (digits !== undefined) return digits;
  }
  const hmac = crypto.createHmac("sha256", key).update(text);
  return encoding === undefined ? hmac.digest() : hmac.digest(encoding);
}

/** Memory of large bodies is used again. */
export function bodyMemory(): BodyMemory {
  return new ReusedMemory();
}

/** Small blobs share memory. */
export function blobSlab(responseBytes: number): BlobSlab {
  return new SharedSlab(responseBytes);
}

/** A random UUID, version 4. */
export function randomUUID(): string {
  return crypto.randomUUID();
}

/** The channel of `node:diagnostics_channel` by that name. */
export function channel(name: string): Channel {
  return process.getBuiltinModule("node:diagnostics_channel").channel(name);
}

/** `user-agent: shardwright/<version> node/<version>`. */
export function userAgent(): UserAgent {
  agent ??= { header: "user-agent", value: `shardwright/${version} node/${process.versions.node}` };
  return agent;
}

let agent: UserAgent | undefined;

/** The bytes in gzip's format, worked out by zlib off the main thread. */
export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  // Here and below, as with HTTP: loaded by those that need it.
  const zlib = process.getBuiltinModule("node:zlib");
  const packed = await new Promise<Uint8Array>((resolve, reject) => {
    zlib.gzip(bytes, (error, result) => (error === null ? resolve(result) : reject(error)));
  });
  return new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength);
}

/** The CRC-32 of bytes: that of zlib, where there is one: Node 22 has it from 22.2 on. */
export function crc32(bytes: Uint8Array): number {
  crc32OfZlib ??= process.getBuiltinModule("node:zlib").crc32 ?? crc32ByTable;
  return crc32OfZlib(bytes);
}

let crc32OfZlib: ((bytes: Uint8Array) => number) | undefined;

/** The MD5 of bytes, by OpenSSL. */
export function md5(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(crypto.createHash("md5").update(bytes).digest());
}
