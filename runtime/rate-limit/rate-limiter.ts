import type { Clock } from "../clock.js";
import type { Operation, RequestRate } from "../service.js";
import { createTokenBucket, type TokenBucket } from "./token-bucket.js";

/**
 * Holds requests back before they are sent, so that the service need not throttle them. It knows of this client's
 * requests only: where several processes share a limit, give each its share as a number.
 */
export interface RateLimiter {
  /** Waits until the operation may be called with that input; undefined at once. Rejects with `signal.reason`. */
  acquire(operation: RatedOperation, input: unknown, signal?: AbortSignal): Promise<void> | undefined;
}

/** What the limiter needs of an {@link Operation}. */
export type RatedOperation = Pick<Operation<never, unknown>, "name" | "rates">;

/** Buckets that have filled up again are dropped this often, in milliseconds. */
const sweepInterval = 60_000;

/**
 * Makes a limiter. `model` holds the rates that the service publishes, for each stream, shard or account that they
 * apply to; an object holds requests per second of the operations that it names; `off` holds nothing back. No burst
 * sizes are published, so one second's worth (at least one request) may go at once. Limits per day are not held: a
 * call that waits for hours helps nobody, and the service counts what other processes did.
 */
export function createRateLimiter(
  setting: "off" | "model" | { readonly [operation: string]: number },
  clock: Clock,
): RateLimiter {
  if (setting === "off") return { acquire: () => undefined };
  const buckets = new Map<string, TokenBucket>();
  let sweptAt = clock.now();

  function bucketFor(key: string, requests: number, seconds: number): TokenBucket {
    let bucket = buckets.get(key);
    if (bucket === undefined) {
      sweep();
      bucket = createTokenBucket(requests, seconds, clock);
      buckets.set(key, bucket);
    }
    return bucket;
  }

  function sweep(): void {
    if (clock.now() - sweptAt < sweepInterval) return;
    sweptAt = clock.now();
    for (const [key, bucket] of buckets) if (bucket.idle()) buckets.delete(key);
  }

  if (setting === "model") {
    return {
      acquire: async ({ name, rates }, input, signal) => {
        for (const [index, rate] of rates.entries()) {
          const scope = scopeOf(rate, input);
          if (scope === undefined || rate.seconds > 1) continue;
          await bucketFor(`${name} ${index} ${scope}`, rate.requests, rate.seconds).acquire(signal);
        }
      },
    };
  }
  return {
    acquire: async ({ name }, _input, signal) => {
      const requests = Object.hasOwn(setting, name) ? setting[name] : undefined;
      if (requests !== undefined) await bucketFor(name, requests, 1).acquire(signal);
    },
  };
}

/** The stream, shard or consumer that a limit counts for; undefined when the input does not tell. */
function scopeOf({ key }: RequestRate, input: unknown): string | undefined {
  return key === undefined ? "" : (key as (input: unknown) => string | undefined)(input);
}
