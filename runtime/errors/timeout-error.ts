import { ShardwrightError } from "./shardwright-error.js";

/**
 * What ran out: the time to connect, the time of one attempt, the time of the whole call, or the time that an event
 * stream may be silent.
 */
export type TimeoutKind = "connect" | "request" | "call" | "inactivity";

/** What is known of a time that ran out. */
export interface TimeoutErrorDetails {
  readonly kind: TimeoutKind;
  /** The limit, in milliseconds. */
  readonly milliseconds: number;
  readonly cause?: unknown;
}

/** A time limit of the client's own ran out before the service had answered. */
export class TimeoutError extends ShardwrightError {
  /** Which limit: `connectTimeout`, `requestTimeout`, or the call options `timeout` and `inactivityTimeout`. */
  readonly kind: TimeoutKind;
  /** The limit, in milliseconds. */
  readonly milliseconds: number;

  constructor(message: string, details: TimeoutErrorDetails) {
    super(message, details);
    this.kind = details.kind;
    this.milliseconds = details.milliseconds;
  }

  override get name(): string {
    return "TimeoutError";
  }
}
