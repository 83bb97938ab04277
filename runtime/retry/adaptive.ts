import type { Clock } from "../clock.js";
import { Turnstile } from "../rate-limit/turnstile.js";

/** How far a throttle cuts the rate. */
const beta = 0.7;
/** How steeply the rate grows again. */
const scale = 0.4;
/** The weight of the newest half second in the measured rate. */
const smoothing = 0.8;
/** The least rate, in requests a second, and the least size of the bucket, in requests. */
const leastRate = 0.5;
const leastCapacity = 1;

/**
 * The client-side rate limiter of adaptive mode: a token bucket that holds nothing back until the service throttles,
 * then cuts the rate to 0.7 of what was measured and lets it grow again along a cubic curve (TCP CUBIC). Source: the
 * adaptive mode of the AWS SDKs. Time is in seconds throughout, as in the formulas.
 */
export class AdaptiveLimiter {
  readonly #clock: Clock;
  readonly #turnstile: Turnstile;
  #enabled = false;

  #fillRate = leastRate;
  #capacity = leastCapacity;
  #tokens = 0;
  #refilledAt: number | undefined;

  #rateWhenThrottled = 0;
  #throttledAt: number;
  #timeToRecover = 0;

  #measuredRate = 0;
  #requests = 0;
  #measuredAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#turnstile = new Turnstile(clock);
    this.#throttledAt = this.#now();
    this.#measuredAt = Math.floor(this.#now());
  }

  /** Requests a second that are let through; undefined as long as the service has not throttled. */
  get rate(): number | undefined {
    return this.#enabled ? this.#fillRate : undefined;
  }

  /**
   * Waits until an attempt may go out. False, at once at the head of the line, when that would be past `deadline`
   * (milliseconds of the clock). Rejects with `signal.reason`.
   */
  async acquire(signal?: AbortSignal, deadline: number = Number.POSITIVE_INFINITY): Promise<boolean> {
    if (!this.#enabled) return true;
    let inTime = true;
    await this.#turnstile.pass(() => {
      this.#refill();
      if (this.#tokens < 1) {
        const wait = ((1 - this.#tokens) / this.#fillRate) * 1000;
        inTime = this.#clock.now() + wait < deadline;
        // Rounded up, or a clock of whole milliseconds would be asked again too early for ever.
        return inTime ? Math.ceil(wait) : 0;
      }
      this.#tokens -= 1;
      return 0;
    }, signal);
    return inTime;
  }

  /** Learns from the outcome of an attempt. */
  update(throttled: boolean): void {
    this.#measure();
    const now = this.#now();
    let rate: number;
    if (throttled) {
      const current = this.#enabled ? Math.min(this.#measuredRate, this.#fillRate) : this.#measuredRate;
      this.#rateWhenThrottled = current;
      this.#throttledAt = now;
      this.#timeToRecover = Math.cbrt((current * (1 - beta)) / scale);
      this.#enabled = true;
      rate = current * beta;
    } else {
      rate = scale * (now - this.#throttledAt - this.#timeToRecover) ** 3 + this.#rateWhenThrottled;
    }
    this.#setRate(Math.min(rate, 2 * this.#measuredRate));
  }

  #setRate(rate: number): void {
    this.#refill();
    this.#fillRate = Math.max(rate, leastRate);
    this.#capacity = Math.max(rate, leastCapacity);
    this.#tokens = Math.min(this.#tokens, this.#capacity);
  }

  #refill(): void {
    const now = this.#now();
    // A clock that is set back takes no tokens away.
    const elapsed = Math.max(0, now - (this.#refilledAt ?? now));
    this.#refilledAt = now;
    this.#tokens = Math.min(this.#capacity, this.#tokens + elapsed * this.#fillRate);
  }

  /** Counts requests in windows of half a second and smooths their rate. */
  #measure(): void {
    const window = Math.floor(this.#now() * 2) / 2;
    this.#requests++;
    if (window <= this.#measuredAt) return;
    const rate = this.#requests / (window - this.#measuredAt);
    this.#measuredRate = rate * smoothing + this.#measuredRate * (1 - smoothing);
    this.#requests = 0;
    this.#measuredAt = window;
  }

  #now(): number {
    return this.#clock.now() / 1000;
  }
}
