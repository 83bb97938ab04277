import { ConnectionError } from "../errors/connection-error.js";
import { ServiceError } from "../errors/service-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import {
  expiredCredentialsCodes,
  hasCode,
  throttlingCodes,
  transientCodes,
  transientConnectionCodes,
  transientStatuses,
} from "./error-codes.js";
import type { RetryReason } from "./reason.js";
import { responseOf } from "./response-of.js";

/** What the rules know beyond the error. */
export interface Circumstances {
  /** The caller's signal. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the error taught that the clock was off, and the next attempt is signed with a corrected time. */
  readonly clockCorrected: boolean;
  /** Whether an attempt of this call already fetched fresh credentials. */
  readonly credentialsRefreshed: boolean;
}

/** A reason to retry, `no`, or undefined for what the rule does not know. */
export type Verdict = RetryReason | "no" | undefined;

/** Judges a failed attempt. */
export type Rule = (error: unknown, circumstances: Circumstances) => Verdict;

/** Whoever aborts wants no more attempts, and neither does a call whose time is up. */
export const aborted: Rule = (error, { signal }) =>
  signal?.aborted || (error instanceof TimeoutError && error.kind === "call") ? "no" : undefined;

/** The service, the model or HTTP says that there were too many requests. */
export const throttled: Rule = (error) => {
  if (hasCode(error, throttlingCodes) || (error instanceof ServiceError && error.throttling)) return "throttling";
  return statusOf(error) === 429 ? "throttling" : undefined;
};

/** Fresh credentials get one chance. */
export const credentialsExpired: Rule = (error, { credentialsRefreshed }) => {
  if (!hasCode(error, expiredCredentialsCodes)) return undefined;
  return credentialsRefreshed ? "no" : "expiredCredentials";
};

/** A wrong time is worth another attempt only if that will be signed with another time. */
export const clockSkewed: Rule = (_error, { clockCorrected }) => (clockCorrected ? "clockSkew" : undefined);

/** The model marks the fault as `retryable`. */
export const modelled: Rule = (error) => (error instanceof ServiceError && error.retryable ? "transient" : undefined);

/** No answer, a broken one, or none in time. */
export const disconnected: Rule = (error) => {
  if (error instanceof TimeoutError) return "transient";
  return error instanceof ConnectionError && transientConnectionCodes.has(error.code ?? "") ? "transient" : undefined;
};

/** The service gave up waiting, or a server (perhaps a proxy, whose answer is no service error) is in trouble. */
export const serverFailed: Rule = (error) => {
  if (hasCode(error, transientCodes)) return "transient";
  return transientStatuses.has(statusOf(error) ?? 0) ? "transient" : undefined;
};

/** The rules in the order of their say: the first that knows decides. */
export const rules: readonly Rule[] = [
  aborted,
  throttled,
  credentialsExpired,
  clockSkewed,
  modelled,
  disconnected,
  serverFailed,
];

/** Whether a failed attempt is worth another, and why; undefined when it is not. What no rule knows is not retried. */
export function classify(error: unknown, circumstances: Circumstances): RetryReason | undefined {
  for (const rule of rules) {
    const verdict = rule(error, circumstances);
    if (verdict !== undefined) return verdict === "no" ? undefined : verdict;
  }
  return undefined;
}

function statusOf(error: unknown): number | undefined {
  return responseOf(error)?.status ?? (error instanceof ServiceError ? error.$metadata.httpStatusCode : undefined);
}
