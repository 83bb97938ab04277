import type { Clock } from "../clock.js";
import { createTurnstile } from "./turnstile.js";

/**
 * Lets a number of requests through in a number of seconds, evenly or as one burst of that size: the generic cell rate
 * algorithm, which is a token bucket that needs to remember one time only.
 */
export interface TokenBucket {
  /** Waits for a request's turn, first come, first served. Rejects with `signal.reason`. */
  acquire(signal?: AbortSignal): Promise<void>;
  /** Whether the bucket is full and nobody waits: a new one would do the same. */
  idle(): boolean;
}

/** Makes a full bucket. */
export function createTokenBucket(requests: number, seconds: number, clock: Clock): TokenBucket {
  const turnstile = createTurnstile(clock);
  /** Milliseconds between two requests at the full rate. */
  const interval = (seconds * 1000) / requests;
  /** How far ahead of the full rate a burst may run. */
  const tolerance = (Math.max(1, requests) - 1) * interval;
  /** When the next request would be due if all came evenly. */
  let due = Number.NEGATIVE_INFINITY;
  const enter = (): number => {
    const now = clock.now();
    const wait = due - tolerance - now;
    // Within a millionth of a millisecond it is rounding, not waiting.
    if (wait > 1e-6) return Math.ceil(wait);
    due = Math.max(due, now) + interval;
    return 0;
  };
  return {
    acquire: (signal) => turnstile.pass(enter, signal),
    idle: () => turnstile.waiting() === 0 && due <= clock.now(),
  };
}
