import type { Checksum, SourceData } from "@smithy/types";
import { fetchTransport } from "../transport/fetch-transport.js";
import type { Transport } from "../transport/transport.js";
import { version } from "../version.js";
import type { Channel, UserAgent } from "./platform.js";

export { md5 } from "./md5.js";

/** The platform's `fetch`. */
export function defaultTransport(): Transport {
  return fetchTransport();
}

/** SHA-256 of WebCrypto; HMAC-SHA-256 with a secret. WebCrypto hashes in one go, so data is kept until the digest. */
export class Sha256 implements Checksum {
  readonly #secret: SourceData | undefined;
  #data: Uint8Array<ArrayBuffer> = new Uint8Array();

  constructor(secret?: SourceData) {
    this.#secret = secret;
  }

  update(data: Uint8Array): void {
    const joined = new Uint8Array(this.#data.length + data.length);
    joined.set(this.#data);
    joined.set(data, this.#data.length);
    this.#data = joined;
  }

  async digest(): Promise<Uint8Array> {
    const { subtle } = globalThis.crypto;
    if (this.#secret === undefined) return new Uint8Array(await subtle.digest("SHA-256", this.#data));
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = await subtle.importKey("raw", bytesOf(this.#secret), algorithm, false, ["sign"]);
    return new Uint8Array(await subtle.sign(algorithm, key, this.#data));
  }

  reset(): void {
    this.#data = new Uint8Array();
  }
}

function bytesOf(data: SourceData): Uint8Array<ArrayBuffer> {
  if (typeof data === "string") return new TextEncoder().encode(data);
  if (!ArrayBuffer.isView(data)) return new Uint8Array(data.slice(0));
  return new Uint8Array(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

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
