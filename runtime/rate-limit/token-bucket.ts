import type { Clock } from "../clock.js";
import { Turnstile } from "./turnstile.js";

/**
 * Lets `requests` through in `seconds`, evenly or as one burst of that size: the generic cell rate algorithm, which is
 * a token bucket that needs to remember one time only.
 */
export class TokenBucket {
  readonly #clock: Clock;
  readonly #turnstile: Turnstile;
  /** Milliseconds between two requests at the full rate. */
  readonly #interval: number;
  /** How far ahead of the full rate a burst may run. */
  readonly #tolerance: number;
  /** When the next request would be due if all came evenly. */
  #due = Number.NEGATIVE_INFINITY;

  constructor(requests: number, seconds: number, clock: Clock) {
    this.#clock = clock;
    this.#turnstile = new Turnstile(clock);
    this.#interval = (seconds * 1000) / requests;
    this.#tolerance = (Math.max(1, requests) - 1) * this.#interval;
  }

  /** Waits for a request's turn, first come, first served. Rejects with `signal.reason`. */
  acquire(signal?: AbortSignal): Promise<void> {
    return this.#turnstile.pass(() => {
      const now = this.#clock.now();
      const wait = this.#due - this.#tolerance - now;
      // Within a millionth of a millisecond it is rounding, not waiting.
      if (wait > 1e-6) return Math.ceil(wait);
      this.#due = Math.max(this.#due, now) + this.#interval;
      return 0;
    }, signal);
  }

  /** Whether the bucket is full and nobody waits: a new one would do the same. */
  get idle(): boolean {
    return this.#turnstile.waiting === 0 && this.#due <= this.#clock.now();
  }
}
