import { attachMetadata, type ResponseMetadata } from "./response-metadata.js";
import { ShardwrightError } from "./shardwright-error.js";

/** What is known of a response that is no valid answer. */
export interface ProtocolErrorDetails {
  readonly $metadata: ResponseMetadata;
  /** At most 200 characters of the body; undefined when there was none. */
  readonly excerpt?: string | undefined;
  readonly cause?: unknown;
}

/**
 * A response came that is no valid answer of the service: no JSON, a page of a proxy, a redirect, a value of the wrong
 * type. Whether the service acted on the request is not known.
 */
export class ProtocolError extends ShardwrightError {
  /** The HTTP status. */
  readonly status: number | undefined;
  /** The service's request id, if the response had one. */
  readonly requestId: string | undefined;
  /** At most 200 characters of the body, string values of JSON masked; undefined when the body was empty. */
  readonly excerpt: string | undefined;
  /** Request id, status, attempts; not enumerable. */
  declare readonly $metadata: ResponseMetadata;

  constructor(message: string, details: ProtocolErrorDetails) {
    super(message, details);
    this.status = details.$metadata.httpStatusCode;
    this.requestId = details.$metadata.requestId;
    this.excerpt = details.excerpt;
    attachMetadata(this, details.$metadata);
  }

  override get name(): string {
    return "ProtocolError";
  }
}
