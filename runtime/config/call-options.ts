import type { ValidationTier } from "./client-config.js";

/** The options of a single call. An unknown one is a {@link ConfigError}. */
export interface CallOptions {
  /** Aborting it rejects the call with `signal.reason`, also in the middle of a backoff. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that the whole call may take, all attempts and waits included. @default no limit */
  readonly timeout?: number | undefined;
  /** How many requests this call may make, the first included. @default the client's */
  readonly maxAttempts?: number | undefined;
  /** @default the client's */
  readonly validation?: ValidationTier | undefined;
  /** `base64` leaves blobs of the output as the wire's base64 strings. @default "bytes" */
  readonly blobs?: "bytes" | "base64" | undefined;
}

/**
 * The options of a call that answers with an event stream. `timeout` covers the call until the stream begins; `signal`
 * goes on to hold for the stream, whose loop then throws `signal.reason`.
 */
export interface StreamCallOptions extends CallOptions {
  /**
   * Milliseconds that a reader waits without an event and without another sign of life of the connection, such as an
   * answered ping, until the stream counts as stalled; 0 for ever. A connection that lives, but brings no event for
   * three times as long, counts as stalled too.
   * @default 20_000
   */
  readonly inactivityTimeout?: number | undefined;
}
