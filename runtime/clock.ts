/**
 * Time and chance, as the runtime sees them. Everything else in `runtime/` takes them as arguments, so that tests run
 * without waiting and fail the same way twice.
 */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now()`. */
  now(): number;
  /**
   * Resolves after `milliseconds`. Rejects at once with `signal.reason` when the signal is or becomes aborted.
   * The wait keeps the process alive: a pending retry is work that the caller waits for.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** A number from 0 (inclusive) to 1 (exclusive), as `Math.random`. */
export type Random = () => number;

/** The longest delay that timers take, 2^31 - 1 ms: a longer one would fire at once. */
const longestTimer = 2_147_483_647;

/** The wall clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    signal?.throwIfAborted();
    for (let left = milliseconds; left > 0; left -= longestTimer) {
      await timer(Math.min(left, longestTimer), signal);
    }
  },
};

/** The random source that jitter uses unless another is injected. Not for secrets. */
export const systemRandom: Random = () => Math.random();

/** Runs `callback` once after `milliseconds`; the function it returns cancels that. For limits inside a transport. */
export function startTimer(milliseconds: number, callback: () => void): () => void {
  const handle = setTimeout(callback, Math.min(milliseconds, longestTimer));
  return () => clearTimeout(handle);
}

/** As {@link startTimer}, but the wait does not keep the process alive, where the platform can tell. */
export function startBackgroundTimer(milliseconds: number, callback: () => void): () => void {
  const handle = setTimeout(callback, Math.min(milliseconds, longestTimer)) as ReturnType<typeof setTimeout> | number;
  if (typeof handle === "object") handle.unref();
  return () => clearTimeout(handle);
}

function timer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = startTimer(milliseconds, () => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    });
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
