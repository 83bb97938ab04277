import { createHash, createHmac, type Hash, type Hmac, randomUUID as nodeRandomUUID } from "node:crypto";
import diagnostics from "node:diagnostics_channel";
import { promisify } from "node:util";
import { gzip as gzipWithCallback } from "node:zlib";
import type { Checksum, SourceData } from "@smithy/types";
import { nodeHttpTransport } from "../transport/node-http-transport.js";
import type { Transport } from "../transport/transport.js";
import { version } from "../version.js";
import type { Channel, UserAgent } from "./platform.js";

/** HTTP/1.1 over `node:https` and `node:http`. */
export function defaultTransport(): Transport {
  return nodeHttpTransport();
}

/** SHA-256 of OpenSSL; HMAC-SHA-256 with a secret. */
export class Sha256 implements Checksum {
  readonly #secret: SourceData | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: SourceData) {
    this.#secret = secret;
    this.#hash = start(secret);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    const digest = this.#hash.digest();
    return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength);
  }

  reset(): void {
    this.#hash = start(this.#secret);
  }
}

function start(secret: SourceData | undefined): Hash | Hmac {
  if (secret === undefined) return createHash("sha256");
  if (typeof secret === "string") return createHmac("sha256", secret);
  const bytes = ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret);
  return createHmac("sha256", bytes);
}

/** A random UUID, version 4. */
export function randomUUID(): string {
  return nodeRandomUUID();
}

/** The channel of `node:diagnostics_channel` by that name. */
export function channel(name: string): Channel {
  return diagnostics.channel(name);
}

/** `user-agent: shardwright/<version> node/<version>`. */
export function userAgent(): UserAgent {
  return { header: "user-agent", value: `shardwright/${version} node/${process.versions.node}` };
}

const gzipNode: (bytes: Uint8Array) => Promise<Uint8Array> = promisify(gzipWithCallback);

/** The bytes in gzip's format, worked out by zlib off the main thread. */
export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = await gzipNode(bytes);
  return new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength);
}

/** The MD5 of bytes, by OpenSSL. */
export function md5(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("md5").update(bytes).digest());
}
