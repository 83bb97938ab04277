import type { Random } from "../clock.js";
import type { RetryReason } from "./reason.js";

/** The longest backoff, in milliseconds. */
export const longestBackoff = 20_000;

/** What the first backoff may be at most, in milliseconds. A throttled service needs longer to recover than a socket. */
const base: Readonly<Record<RetryReason, number>> = {
  transient: 100,
  clockSkew: 100,
  expiredCredentials: 100,
  throttling: 500,
};

/**
 * Milliseconds to wait before retry number `retry` (1 is the first): exponential with full jitter,
 * `random * min(20 s, base * 2^(retry - 1))`, bases of 100 ms and, when throttled, 500 ms. Source: the standard mode
 * of the AWS SDK for JavaScript.
 */
export function backoffDelay(retry: number, reason: RetryReason, random: Random): number {
  return Math.floor(random() * Math.min(longestBackoff, base[reason] * 2 ** (retry - 1)));
}
