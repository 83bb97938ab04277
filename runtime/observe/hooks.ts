import type { RetryReason } from "../retry/reason.js";
import type { Repeat } from "../service.js";

/** What all events tell. */
export interface CallEvent {
  /** The service's sdkId, such as `Kinesis`. */
  readonly service: string;
  /** The operation's name on the wire, such as `PutRecord`. */
  readonly operation: string;
  /** The same for all attempts of one call; sent as `amz-sdk-invocation-id`. */
  readonly invocationId: string;
}

/** A signed request is about to go out. */
export interface RequestEvent extends CallEvent {
  /** Which attempt, from 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly url: string;
  /** Lower case names; the values of those that carry secrets are `[redacted]`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The length of the body; the body itself is not told. */
  readonly bodyBytes: number;
}

/** An answer came, whatever it says. */
export interface ResponseEvent extends CallEvent {
  readonly attempt: number;
  readonly status: number;
  readonly requestId: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** The length of the body; 0 for an event stream, whose bytes are still to come. */
  readonly bodyBytes: number;
  /** Milliseconds from sending the request to the last byte of the answer; of an event stream, to its headers. */
  readonly duration: number;
}

/** An attempt failed and another one follows. */
export interface RetryEvent extends CallEvent {
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Milliseconds until the next one. */
  readonly delay: number;
  readonly reason: RetryReason;
  /** What a blind repeat of the operation does: the failed attempt may have reached the service after all. */
  readonly repeat: Repeat;
  readonly error: unknown;
}

/** A call failed for good, be it before its first request. */
export interface ErrorEvent extends CallEvent {
  /** What the call rejects with. */
  readonly error: unknown;
  /** How many requests went out. */
  readonly attempts: number;
  /** Milliseconds from the call to its failure. */
  readonly duration: number;
}

/** An event stream brought something that this version of the model does not know. It was passed over. */
export interface UnknownEvent extends CallEvent {
  /** `event`, or another type of message that is neither event nor fault. */
  readonly messageType: string;
  /** The event's name on the wire. */
  readonly eventType: string;
  /** The length of its payload; the payload itself is not told. */
  readonly payloadBytes: number;
}

/**
 * Functions that are told what a client does. They are not waited for, and one that throws or rejects breaks no call:
 * its error goes to the logger as a warning.
 */
export interface Hooks {
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  readonly onError?: ((event: ErrorEvent) => void) | undefined;
  readonly onUnknownEvent?: ((event: UnknownEvent) => void) | undefined;
}
