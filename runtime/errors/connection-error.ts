import { ShardwrightError } from "./shardwright-error.js";

/** What is known of a connection that failed. */
export interface ConnectionErrorDetails {
  /** The system's or TLS's code, such as `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`. */
  readonly code?: string | undefined;
  /** The host that was meant to answer, with its port where it is not the default. */
  readonly host?: string | undefined;
  readonly cause?: unknown;
}

/** The request could not be delivered, or the response broke off: DNS, TCP or TLS failed. */
export class ConnectionError extends ShardwrightError {
  /** The system's or TLS's code, such as `ECONNREFUSED`. */
  readonly code: string | undefined;
  /** The host that was meant to answer. */
  readonly host: string | undefined;

  constructor(message: string, details: ConnectionErrorDetails = {}) {
    super(message, details);
    this.code = details.code;
    this.host = details.host;
  }

  override get name(): string {
    return "ConnectionError";
  }
}
