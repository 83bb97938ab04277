import type { BlobApart, ComposedBody } from "../protocol/composed-body.js";
import type { ExplainFailure } from "../transport/connection-failure.js";
import type { StreamTransport, Transport } from "../transport/transport.js";

/** Where the runtime publishes what it does, for tracing tools. */
export interface Channel {
  /** Whether anybody listens; publishing is worth preparing only then. */
  readonly hasSubscribers: boolean;
  publish(message: object): void;
}

/** The header that tells the service which client it talks to. */
export interface UserAgent {
  /** Browsers do not let scripts set `user-agent`. */
  readonly header: "user-agent" | "x-amz-user-agent";
  readonly value: string;
}

/** What differs between Node and the web: `#platform` is one of `node.ts` and `web.ts`, which export these names. */
export interface Platform {
  /** A transport of the platform's own kind, for calls alone. */
  defaultTransport(): Transport;
  /** What carries event streams beside it. */
  defaultStreams(): StreamTransport;
  /** The SHA-256 of bytes, or of a text's UTF-8 bytes, in hexadecimal digits. */
  sha256(data: Uint8Array | string): string | Promise<string>;
  /** The HMAC-SHA-256 of a text's UTF-8 bytes: 32 bytes, or their hexadecimal digits. */
  hmacSha256(key: Uint8Array | string, text: string): Uint8Array | Promise<Uint8Array>;
  hmacSha256(key: Uint8Array | string, text: string, encoding: "hex"): string | Promise<string>;
  /** A body whose large blobs stay apart from its text; undefined where nothing can hash bytes that come in pieces. */
  readonly composeBody: ((text: Uint8Array, apart: readonly BlobApart[]) => ComposedBody) | undefined;
  /** Whether bytes are known to be ASCII; false where to find out would cost more than it saves. */
  isAscii(bytes: Uint8Array): boolean;
  /** A random UUID, version 4. */
  randomUUID(): string;
  /** The channel of `node:diagnostics_channel` by that name; one without listeners where there is none. */
  channel(name: string): Channel;
  userAgent(): UserAgent;
  /** What is known of a failure of the network that has a code of the system's. */
  readonly systemFailure: ExplainFailure;
  /** The bytes in gzip's format. */
  gzip(bytes: Uint8Array): Promise<Uint8Array>;
  /** The CRC-32 of bytes (IEEE 802.3): 32 bits without a sign. */
  crc32(bytes: Uint8Array): number;
  /** The MD5 of bytes: 16 of them. */
  md5(bytes: Uint8Array): Uint8Array;
}
