import { TimeoutError } from "../errors/timeout-error.js";

/** What a full quota holds. */
export const quotaCapacity = 500;
const retryCost = 5;
/** An attempt that timed out has kept a server busy for long. */
const timeoutCost = 10;
/** What a call that succeeds at once puts back. */
const firstTryRefund = 1;

/**
 * The retries that a client may make, all its calls together: when a service is down, retries stop after a while
 * instead of multiplying the load, and success earns them back. Source: the standard mode of the AWS SDKs (500 tokens,
 * 5 a retry, 10 after a timeout, 1 back for a success without retries).
 */
export class RetryQuota {
  #tokens = quotaCapacity;

  /** Takes what a retry after `error` costs and returns it; undefined when the quota does not hold that much. */
  take(error: unknown): number | undefined {
    const cost = error instanceof TimeoutError ? timeoutCost : retryCost;
    if (cost > this.#tokens) return undefined;
    this.#tokens -= cost;
    return cost;
  }

  /** A call succeeded: gives back what its last retry took, or a little if there was none. */
  refund(taken: number | undefined): void {
    this.#tokens = Math.min(quotaCapacity, this.#tokens + (taken ?? firstTryRefund));
  }

  /** What is left. */
  get tokens(): number {
    return this.#tokens;
  }
}
