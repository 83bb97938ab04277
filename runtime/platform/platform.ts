import type { ChecksumConstructor } from "@smithy/types";
import type { Transport } from "../transport/transport.js";

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
  /** A transport of the platform's own kind. */
  defaultTransport(): Transport;
  /** SHA-256, and HMAC-SHA-256 when constructed with a secret, as the signer takes it. */
  readonly Sha256: ChecksumConstructor;
  /** A random UUID, version 4. */
  randomUUID(): string;
  /** The channel of `node:diagnostics_channel` by that name; one without listeners where there is none. */
  channel(name: string): Channel;
  userAgent(): UserAgent;
  /** The bytes in gzip's format. */
  gzip(bytes: Uint8Array): Promise<Uint8Array>;
  /** The MD5 of bytes: 16 of them. */
  md5(bytes: Uint8Array): Uint8Array;
}
