import type { BlobApart, ComposedBody } from "../protocol/composed-body.js";
import type { JsonObject } from "../protocol/json.js";
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

/** Memory for the bodies of a client's requests. */
export interface BodyMemory {
  /** Memory for at least as many bytes, with whatever it held before. */
  take(length: number): Uint8Array;
  /** For the memory of one call's body to be used again; undefined when nobody wants it back. */
  lease(body: Uint8Array): BodyLease | undefined;
  /** Lets go of what is kept. */
  clear(): void;
}

/** The memory of one call's body, which is given back when the call is done and the network has taken the body. */
export interface BodyLease {
  /** To be called by the transport. */
  readonly onRequestTaken: () => void;
  /** The call is done: the body will not be sent once more. */
  end(): void;
}

/** Memory for the blobs of one response. */
export interface BlobSlab {
  /** The bytes of a base64 string; undefined when the text is no base64. */
  decode(text: string): Uint8Array | undefined;
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
  /** Writes ASCII into memory that has room for it, and returns how many bytes it took. */
  asciiInto(text: string, memory: Uint8Array, offset: number): number;
  /** The same for a string's UTF-8, for which the memory has 3 bytes a character. */
  utf8Into(text: string, memory: Uint8Array, offset: number): number;
  /** The same for bytes as base64 with padding. */
  base64Into(bytes: Uint8Array, memory: Uint8Array, offset: number): number;
  /** The text of UTF-8 bytes. @throws TypeError for bytes that are no UTF-8 */
  decodeUtf8(bytes: Uint8Array): string;
  /** How many bytes a string takes in UTF-8. */
  utf8ByteLength(text: string): number;
  /** Bytes as base64 with padding. */
  encodeBase64(bytes: Uint8Array): string;
  /** The bytes of a base64 string, in memory of their own; undefined when the text is no base64. */
  decodeBase64(text: string): Uint8Array | undefined;
  /** Where the bodies of a client's requests are written. */
  bodyMemory(): BodyMemory;
  /** Memory for the blobs of a response of that many bytes; undefined where each had better have its own. */
  blobSlab(responseBytes: number): BlobSlab | undefined;
  /** Reads large JSON of a common form; undefined for any other, and where to parse it as a whole is as fast. */
  readLargeJson<Output>(bytes: Uint8Array, read: (json: JsonObject) => Output): Output | undefined;
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
