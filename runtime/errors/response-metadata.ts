import { isObject } from "../is-object.js";
import { setHidden } from "./hidden-property.js";

/** What the transport and the retry loop know of a finished call. */
export interface ResponseMetadata {
  /** The service's request id, from `x-amzn-RequestId` and its other spellings. */
  readonly requestId: string | undefined;
  /** The second id that some services send, from `x-amz-id-2`. */
  readonly extendedRequestId: string | undefined;
  /** The HTTP status of the last attempt. */
  readonly httpStatusCode: number | undefined;
  /** How many requests went out, the first included. */
  readonly attempts: number;
  /** Milliseconds spent waiting between attempts. */
  readonly totalRetryDelay: number;
}

/** The metadata of a call that no request went out for. */
export const unsent: ResponseMetadata = {
  requestId: undefined,
  extendedRequestId: undefined,
  httpStatusCode: undefined,
  attempts: 0,
  totalRetryDelay: 0,
};

/** An output together with its metadata, which is not enumerable. */
export type WithMetadata<Output> = Output & { readonly $metadata: ResponseMetadata };

/** Puts `$metadata` on an output or an error, out of sight of logs, spreads and comparisons. Returns its target. */
export function attachMetadata<Target extends object>(
  target: Target,
  metadata: ResponseMetadata,
): WithMetadata<Target> {
  return setHidden(target, "$metadata", metadata) as WithMetadata<Target>;
}

/**
 * The metadata of an output or of an error: request id, HTTP status, attempts, time spent waiting. Undefined for what
 * no call returned or threw, such as a copy of an output.
 */
export function metadataOf(value: unknown): ResponseMetadata | undefined {
  return isObject(value) ? (value as { $metadata?: ResponseMetadata }).$metadata : undefined;
}
