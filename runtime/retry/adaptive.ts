import type { Clock } from "../clock.js";
import { createTurnstile } from "../rate-limit/turnstile.js";

/** How far a throttle cuts the rate. */
const beta = 0.7;
/** How steeply the rate grows again. */
const scale = 0.4;
/** The weight of the newest half second in the measured rate. */
const smoothing = 0.8;
/** The least rate, in requests a second, and the least size of the bucket, in requests. */
const leastRate = 0.5;
const leastCapacity = 1;

/** The client-side rate limiter of adaptive mode. */
export interface AdaptiveLimiter {
  /** Requests a second that are let through; undefined as long as the service has not throttled. */
  rate(): number | undefined;
  /**
   * Waits until an attempt may go out. False, at once at the head of the line, when that would be past `deadline`
   * (milliseconds of the clock). Rejects with `signal.reason`.
   */
  acquire(signal?: AbortSignal, deadline?: number): Promise<boolean>;
  /** Learns from the outcome of an attempt. */
  update(throttled: boolean): void;
}

/**
 * Makes a token bucket that holds nothing back until the service throttles, then cuts the rate to 0.7 of what was measured
 * and lets it grow again along a cubic curve (TCP CUBIC). Source: the adaptive mode of the AWS SDKs. Time is in seconds
 * throughout, as in the formulas.
 */
export function createAdaptiveLimiter(clock: Clock): AdaptiveLimiter {
  const seconds = (): number => clock.now() / 1000;
  const turnstile = createTurnstile(clock);
  let enabled = false;

  let fillRate = leastRate;
  let capacity = leastCapacity;
  let tokens = 0;
  let refilledAt: number | undefined;

  let rateWhenThrottled = 0;
  let throttledAt = seconds();
  let timeToRecover = 0;

  let measuredRate = 0;
  let requests = 0;
  let measuredAt = Math.floor(throttledAt);

  function refill(): void {
    const now = seconds();
    // A clock that is set back takes no tokens away.
    tokens = Math.min(capacity, tokens + Math.max(0, now - (refilledAt ?? now)) * fillRate);
    refilledAt = now;
  }

  /** Counts requests in windows of half a second and smooths their rate. */
  function measure(): void {
    const window = Math.floor(seconds() * 2) / 2;
    requests++;
    if (window <= measuredAt) return;
    const rate = requests / (window - measuredAt);
    measuredRate = rate * smoothing + measuredRate * (1 - smoothing);
    requests = 0;
    measuredAt = window;
  }

  /** The rate that follows from an attempt's outcome. */
  function rateAfter(throttled: boolean): number {
    const now = seconds();
    if (!throttled) return scale * (now - throttledAt - timeToRecover) ** 3 + rateWhenThrottled;
    rateWhenThrottled = enabled ? Math.min(measuredRate, fillRate) : measuredRate;
    throttledAt = now;
    timeToRecover = Math.cbrt((rateWhenThrottled * (1 - beta)) / scale);
    enabled = true;
    return rateWhenThrottled * beta;
  }

  return {
    rate: () => (enabled ? fillRate : undefined),
    async acquire(signal, deadline = Number.POSITIVE_INFINITY) {
      if (!enabled) return true;
      let inTime = true;
      await turnstile.pass(() => {
        refill();
        if (tokens < 1) {
          const wait = ((1 - tokens) / fillRate) * 1000;
          inTime = clock.now() + wait < deadline;
          // Rounded up, or a clock of whole milliseconds would be asked again too early for ever.
          return inTime ? Math.ceil(wait) : 0;
        }
        tokens -= 1;
        return 0;
      }, signal);
      return inTime;
    },
    update(throttled) {
      measure();
      const rate = Math.min(rateAfter(throttled), 2 * measuredRate);
      refill();
      fillRate = Math.max(rate, leastRate);
      capacity = Math.max(rate, leastCapacity);
      tokens = Math.min(tokens, capacity);
    },
  };
}
