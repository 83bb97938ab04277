import type { Clock, Random } from "../clock.js";
import { attachMetadata, unsent } from "../errors/response-metadata.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { AdaptiveLimiter } from "./adaptive.js";
import { backoffDelay } from "./backoff.js";
import { classify } from "./classify.js";
import { type ClockSkew, createClockSkew } from "./clock-skew.js";
import { RetryQuota } from "./quota.js";
import type { RetryReason } from "./reason.js";
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
  const shared: Shared = {
    ...settings,
    quota: new RetryQuota(),
    skew: createClockSkew(settings.clock),
    limiter: settings.mode === "adaptive" ? new AdaptiveLimiter(settings.clock) : undefined,
  };
  return {
    run: (attempt, options) => new RetriedCall(shared, options).run(attempt),
    clockOffset: () => shared.skew.offset(),
  };
}

/** One call: its attempts, and the waits between them. */
class RetriedCall {
  readonly #shared: Shared;
  readonly #options: RetryOptions;
  readonly #maxAttempts: number;
  readonly #deadline: number;
  #attempt = 1;
  #totalRetryDelay = 0;
  /** What the last retry took out of the quota. */
  #taken: number | undefined;
  /** The clock offset that this attempt began with; a concurrent call may have corrected it since. */
  #signedWithOffset = 0;
  #refreshCredentials = false;
  #credentialsRefreshed: boolean;

  constructor(shared: Shared, options: RetryOptions) {
    this.#shared = shared;
    this.#options = options;
    this.#maxAttempts = options.maxAttempts ?? shared.maxAttempts;
    this.#deadline = options.deadline ?? Number.POSITIVE_INFINITY;
    // Credentials that stay the same are as fresh as they get.
    this.#credentialsRefreshed = options.credentialsRefreshable === false;
  }

  async run<T>(attempt: (context: AttemptContext) => Promise<T>): Promise<RetryResult<T>> {
    const { quota, limiter, skew } = this.#shared;
    this.#options.signal?.throwIfAborted();
    if (!(await this.#admitted())) throw this.#neverAdmitted();
    for (;;) {
      this.#signedWithOffset = skew.offset();
      try {
        const value = await attempt({
          attempt: this.#attempt,
          maxAttempts: this.#maxAttempts,
          refreshCredentials: this.#refreshCredentials,
        });
        limiter?.update(false);
        quota.refund(this.#taken);
        return { value, attempts: this.#attempt, totalRetryDelay: this.#totalRetryDelay };
      } catch (error) {
        await this.#prepareRetry(error);
      }
    }
  }

  /** Waits for the time of the next attempt, or throws what the call ends with. */
  async #prepareRetry(error: unknown): Promise<void> {
    const { quota, random, clock } = this.#shared;
    const { onRetry, repeat } = this.#options;
    const reason = this.#judge(error);
    if (reason === undefined) throw this.#give(error, "notRetryable", "");
    if (this.#attempt >= this.#maxAttempts) throw this.#give(error, "attemptsUsedUp", attemptsFailed(this.#attempt));

    const asked = retryAfter(error, clock.now() + this.#shared.skew.offset());
    const delay = Math.max(backoffDelay(this.#attempt, reason, random), asked);
    if (clock.now() + delay >= this.#deadline) throw this.#give(error, "deadline", tooLate(delay));
    this.#taken = quota.take(error);
    if (this.#taken === undefined) throw this.#give(error, "quotaUsedUp", "the client's retry quota is used up");

    onRetry?.({ attempt: this.#attempt, maxAttempts: this.#maxAttempts, delay, error, reason, repeat });
    if (!(await this.#waited(delay))) throw this.#give(error, "deadline", heldBack);
    this.#refreshCredentials = reason === "expiredCredentials";
    this.#credentialsRefreshed ||= this.#refreshCredentials;
    this.#attempt++;
  }

  /** Waits out the backoff and the adaptive limiter; false when the latter would hold on past the deadline. */
  async #waited(delay: number): Promise<boolean> {
    const { clock } = this.#shared;
    const start = clock.now();
    const admitted = clock
      .sleep(delay, this.#options.signal)
      .then(() => this.#admitted())
      .finally(() => {
        this.#totalRetryDelay += Math.max(0, clock.now() - start);
      });
    try {
      return await admitted;
    } catch (error) {
      throw this.#give(error, "deadline", "");
    }
  }

  #judge(error: unknown): RetryReason | undefined {
    const { limiter, skew } = this.#shared;
    const { signal, onClockOffset } = this.#options;
    const offset = skew.offset();
    const clockCorrected = skew.learn(error, this.#signedWithOffset);
    if (skew.offset() !== offset) onClockOffset?.(skew.offset());
    const reason = classify(error, { signal, clockCorrected, credentialsRefreshed: this.#credentialsRefreshed });
    if (!signal?.aborted) limiter?.update(reason === "throttling");
    return reason;
  }

  async #admitted(): Promise<boolean> {
    const { limiter } = this.#shared;
    return limiter === undefined || limiter.acquire(this.#options.signal, this.#deadline);
  }

  /** Completes the error that the call ends with. */
  #give(error: unknown, stop: RetryStop, explanation: string): unknown {
    const { signal, annotate } = this.#options;
    const final = signal?.aborted ? signal.reason : error;
    // The reason of an abort is the caller's own object; a time limit's is ours.
    if (!signal?.aborted || final instanceof TimeoutError) {
      annotate?.(final, { attempts: this.#attempt, totalRetryDelay: this.#totalRetryDelay, stop, explanation });
    }
    return final;
  }

  #neverAdmitted(): TimeoutError {
    const milliseconds = Math.max(0, this.#deadline - this.#shared.clock.now());
    const error = new TimeoutError(
      `${this.#options.operation} was not sent: adaptive mode would hold it back past the call's deadline, in ${milliseconds} ms`,
      { kind: "call", milliseconds },
    );
    return attachMetadata(error, unsent);
  }
}

const heldBack = "adaptive mode would hold the next attempt back past the call's deadline";

function attemptsFailed(attempts: number): string {
  return attempts === 1 ? "no retries were allowed" : `all ${attempts} attempts failed`;
}

function tooLate(delay: number): string {
  return `the next attempt, after a wait of ${delay} ms, would have come too late for the call's deadline`;
}
