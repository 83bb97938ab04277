import type { Random } from "../clock.js";

/** The limits of a wait, in milliseconds. */
export interface PollLimits {
  readonly minDelay: number;
  readonly maxDelay: number;
}

/**
 * How long to wait before the next poll: exponential backoff between the limits with full jitter, cut so that a last
 * poll fits in; undefined when none does. The formula of the Smithy specification, "Waiters", "Waiter retries".
 *
 * @param polls how many there have been
 * @param remaining milliseconds of `maxWait` that are left
 */
export function pollDelay(
  polls: number,
  remaining: number,
  { minDelay, maxDelay }: PollLimits,
  random: Random,
): number | undefined {
  if (remaining <= minDelay) return undefined;
  // The exponent is bounded so that the power stays finite.
  const ceiling = Math.min(maxDelay, minDelay * 2 ** Math.min(polls - 1, 40));
  const delay = minDelay + random() * (ceiling - minDelay);
  return remaining - delay <= minDelay ? remaining - minDelay : delay;
}
