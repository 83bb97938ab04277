import type { CallOptions } from "../config/call-options.js";

/** Options of a waiter: those of a call, for each poll, and how long to go on. */
export interface WaitOptions extends CallOptions {
  /** Milliseconds to wait at most, as all times here (the AWS SDK's `maxWaitTime` counts seconds). */
  readonly maxWait: number;
  /** The shortest delay between two polls, in milliseconds. @default the model's */
  readonly minDelay?: number | undefined;
  /** The longest delay between two polls, in milliseconds. @default the model's */
  readonly maxDelay?: number | undefined;
}
