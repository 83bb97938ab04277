import type { Repeat } from "../service.js";
import type { RetryReason } from "./reason.js";

/** What an attempt is told. */
export interface AttemptContext {
  /** 1 for the first. */
  readonly attempt: number;
  /** How many there may be. */
  readonly maxAttempts: number;
  /** Set once after the service said that the credentials have expired: fetch them anew before signing. */
  readonly refreshCredentials: boolean;
}

/** What a retry is reported with, before its wait begins. */
export interface RetryEvent {
  /** The attempt that failed; 1 for the first. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Milliseconds until the next attempt. */
  readonly delay: number;
  readonly error: unknown;
  readonly reason: RetryReason;
  /** What a blind repeat of the operation does: the failed attempt may have reached the service after all. */
  readonly repeat: Repeat;
}

/** Why no further attempt was made. */
export type RetryStop = "notRetryable" | "attemptsUsedUp" | "quotaUsedUp" | "deadline";

/** What an error that ends a call is annotated with. */
export interface RetryOutcome {
  readonly attempts: number;
  /** Milliseconds spent waiting between attempts. */
  readonly totalRetryDelay: number;
  readonly stop: RetryStop;
  /** The same in words, to complete an error message. Empty where the number of attempts says it. */
  readonly explanation: string;
}

/** One call's part of the rules. */
export interface RetryOptions {
  readonly operation: string;
  readonly repeat: Repeat;
  /** Ends the call, in the middle of a wait too. */
  readonly signal?: AbortSignal | undefined;
  /** By the clock: no wait goes past it. The call's signal is what ends an attempt at that time. */
  readonly deadline?: number | undefined;
  /** @default the policy's */
  readonly maxAttempts?: number | undefined;
  /** Whether credentials can be fetched anew; without that, expired ones are no reason to retry. @default true */
  readonly credentialsRefreshable?: boolean | undefined;
  /** Told of each retry, before its wait. Must not throw. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  /** Told of the error that the call is about to reject with, to complete it. Not called with a caller's abort reason. */
  readonly annotate?: ((error: unknown, outcome: RetryOutcome) => void) | undefined;
}

/** What a call that succeeded took. */
export interface RetryResult<T> {
  readonly value: T;
  readonly attempts: number;
  /** Milliseconds spent waiting between attempts. */
  readonly totalRetryDelay: number;
}

/** How a client repeats what failed. One a client: quota, adaptive rate and clock skew are shared by all its calls. */
export interface RetryPolicy {
  /** Attempts until one succeeds or no other is worth it; then rejects with the last attempt's own error. */
  run<T>(attempt: (context: AttemptContext) => Promise<T>, options: RetryOptions): Promise<RetryResult<T>>;
  /** Milliseconds to add to the clock for the time that requests are signed with. */
  clockOffset(): number;
}
