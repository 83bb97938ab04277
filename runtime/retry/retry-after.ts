import { longestBackoff } from "./backoff.js";
import { responseOf } from "./response-of.js";

/**
 * Milliseconds that an error's response asks to wait, from `x-amz-retry-after` (milliseconds) or else `Retry-After`
 * (seconds or an HTTP date); 0 when it asks for nothing or for nonsense. It is a lower bound of the wait, itself
 * bounded by the longest backoff: a server does not get to park a client for an hour.
 * `serverNow` is the current time by the server's clock.
 */
export function retryAfter(error: unknown, serverNow: number): number {
  const headers = responseOf(error)?.headers;
  if (headers === undefined) return 0;
  const asked = milliseconds(headers["x-amz-retry-after"]) ?? secondsOrDate(headers["retry-after"], serverNow) ?? 0;
  return Math.min(Math.max(asked, 0), longestBackoff);
}

const decimal = /^\s*\d+(?:\.\d+)?\s*$/;

function milliseconds(value: string | undefined): number | undefined {
  return value !== undefined && decimal.test(value) ? Math.ceil(Number(value)) : undefined;
}

function secondsOrDate(value: string | undefined, serverNow: number): number | undefined {
  if (value === undefined) return undefined;
  if (decimal.test(value)) return Math.ceil(Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : date - serverNow;
}
