import type { Clock, Random } from "../clock.js";
import { attachMetadata, unsent } from "../errors/response-metadata.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { type AdaptiveLimiter, createAdaptiveLimiter } from "./adaptive.js";
import { backoffDelay } from "./backoff.js";
import { classify } from "./classify.js";
import { type ClockSkew, createClockSkew } from "./clock-skew.js";
import { RetryQuota } from "./quota.js";
import { retryAfter } from "./retry-after.js";
import type { AttemptContext, RetryOptions, RetryPolicy, RetryResult, RetryStop } from "./retry-policy.js";

/** Settings of {@link createRetryPolicy}. */
export interface RetryPolicySettings {
  /** How many requests a call may make, the first included. */
  readonly maxAttempts: number;
  readonly mode: "standard" | "adaptive";
  readonly clock: Clock;
  readonly random: Random;
}

/** What the calls of a client share. */
interface Shared extends RetryPolicySettings {
  readonly quota: RetryQuota;
  readonly skew: ClockSkew;
  readonly limiter: AdaptiveLimiter | undefined;
}

/** AWS's standard retry mode, and the adaptive one, which adds a limiter of its own to each attempt. */
export function createRetryPolicy(settings: RetryPolicySettings): RetryPolicy {
  const { clock, mode } = settings;
  const skew = createClockSkew(clock);
  const limiter = mode === "adaptive" ? createAdaptiveLimiter(clock) : undefined;
  const shared: Shared = { ...settings, quota: new RetryQuota(), skew, limiter };
  return { run: (attempt, options) => runAttempts(shared, attempt, options), clockOffset: skew.offset };
}

/** One call: its attempts, and the waits between them. */
async function runAttempts<T>(
  shared: Shared,
  makeAttempt: (context: AttemptContext) => Promise<T>,
  options: RetryOptions,
): Promise<RetryResult<T>> {
  const { clock, random, quota, skew, limiter } = shared;
  const { signal, maxAttempts = shared.maxAttempts, deadline = Number.POSITIVE_INFINITY } = options;
  let attempt = 1;
  let totalRetryDelay = 0;
  /** What the last retry took out of the quota. */
  let taken: number | undefined;
  let refreshCredentials = false;
  // Credentials that stay the same are as fresh as they get.
  let credentialsRefreshed = options.credentialsRefreshable === false;

  /** Completes the error that the call ends with. */
  const final = (error: unknown, stop: RetryStop, explanation = ""): unknown => {
    const last = signal?.aborted ? signal.reason : error;
    // The reason of an abort is the caller's own object; a time limit's is ours.
    if (!signal?.aborted || last instanceof TimeoutError) {
      options.annotate?.(last, { attempts: attempt, totalRetryDelay, stop, explanation });
    }
    return last;
  };

  /** Waits out the backoff and the adaptive limiter; false when the latter would hold on past the deadline. */
  const waited = async (delay: number): Promise<boolean> => {
    const start = clock.now();
    try {
      await clock.sleep(delay, signal);
      return limiter === undefined || (await limiter.acquire(signal, deadline));
    } finally {
      totalRetryDelay += Math.max(0, clock.now() - start);
    }
  };

  signal?.throwIfAborted();
  // Without a limiter there is nothing to wait for, and no turn of the event loop's queue to lose.
  if (limiter !== undefined && !(await limiter.acquire(signal, deadline))) {
    throw neverAdmitted(options.operation, Math.max(0, deadline - clock.now()));
  }
  for (;;) {
    // A concurrent call may correct it meanwhile.
    const signedWith = skew.offset();
    let failure: unknown;
    try {
      const value = await makeAttempt({ attempt, maxAttempts, refreshCredentials });
      limiter?.update(false);
      quota.refund(taken);
      return { value, attempts: attempt, totalRetryDelay };
    } catch (error) {
      failure = error;
    }
    const clockCorrected = skew.learn(failure, signedWith);
    const reason = classify(failure, { signal, clockCorrected, credentialsRefreshed });
    if (!signal?.aborted) limiter?.update(reason === "throttling");
    if (reason === undefined) throw final(failure, "notRetryable");
    if (attempt >= maxAttempts) throw final(failure, "attemptsUsedUp");

    const asked = retryAfter(failure, clock.now() + skew.offset());
    const delay = Math.max(backoffDelay(attempt, reason, random), asked);
    if (clock.now() + delay >= deadline) throw final(failure, "deadline", tooLate(delay));
    taken = quota.take(failure);
    if (taken === undefined) throw final(failure, "quotaUsedUp", "the client's retry quota is used up");

    options.onRetry?.({ attempt, maxAttempts, delay, error: failure, reason, repeat: options.repeat });
    const goesOn = await waited(delay).catch((error) => {
      throw final(error, "deadline");
    });
    if (!goesOn) throw final(failure, "deadline", heldBack);
    refreshCredentials = reason === "expiredCredentials";
    credentialsRefreshed ||= refreshCredentials;
    attempt++;
  }
}

function neverAdmitted(operation: string, milliseconds: number): TimeoutError {
  const message = `${operation} was not sent: adaptive mode would hold it back past the call's deadline, in ${milliseconds} ms`;
  return attachMetadata(new TimeoutError(message, { kind: "call", milliseconds }), unsent);
}

const heldBack = "adaptive mode would hold the next attempt back past the call's deadline";

function tooLate(delay: number): string {
  return `the next attempt, after a wait of ${delay} ms, would have come too late for the call's deadline`;
}
