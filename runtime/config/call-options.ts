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
