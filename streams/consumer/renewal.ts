import { ResourceInUseException } from "../../generated/kinesis/faults.js";
import { ProtocolError } from "../../runtime/errors/protocol-error.js";
import { ServiceError } from "../../runtime/errors/service-error.js";
import { TimeoutError } from "../../runtime/errors/timeout-error.js";
import { classify } from "../../runtime/retry/classify.js";

/**
 * Why a subscription to a shard is made anew.
 *
 * - `expired`: its five minutes were over. `ended`: the service ended it in good order before that.
 * - `stalled`: nothing came for too long. `disconnected`: no connection, or a broken one.
 * - `corrupted`: what came was no event stream.
 * - `inUse`: the service still holds a subscription of the last five seconds.
 * - `throttled`: too many calls. `refused`: a fault of the service that passes, or credentials that had expired.
 */
export type RenewalReason =
  | "expired"
  | "ended"
  | "stalled"
  | "disconnected"
  | "corrupted"
  | "inUse"
  | "throttled"
  | "refused";

/** What a failure leads to. */
export interface Renewal {
  readonly reason: RenewalReason;
  /** Milliseconds that must lie between the failed call and the next. */
  readonly spacing: number;
  /** The next call may make a second attempt at once, to mend its credentials or its time. */
  readonly mend?: boolean;
}

/** The service refuses a consumer's subscription to a shard for so many milliseconds after one that succeeded. */
export const betweenSubscriptions = 5_000;

/** It takes one call a second for a consumer on a shard; those that it refuses count too. */
const betweenCalls = 1_000;

/**
 * Whether a failed subscription is worth another, and why; undefined when it is not: the shard or the consumer is gone,
 * the credentials may not, the program is at fault. `clockCorrected`: the failure taught the client the right time.
 */
export function renewalAfter(error: unknown, clockCorrected: boolean): Renewal | undefined {
  if (error instanceof ResourceInUseException) return { reason: "inUse", spacing: betweenSubscriptions };
  if (error instanceof ProtocolError) return { reason: "corrupted", spacing: betweenSubscriptions };
  const retry = classify(error, { clockCorrected, credentialsRefreshed: false });
  if (retry === undefined) return undefined;
  if (retry === "throttling") return { reason: "throttled", spacing: betweenCalls };
  if (error instanceof ServiceError) {
    return { reason: "refused", spacing: betweenCalls, mend: retry === "expiredCredentials" || retry === "clockSkew" };
  }
  // An answer that was lost may have been a subscription.
  const stalled = error instanceof TimeoutError && error.kind === "inactivity";
  return { reason: stalled ? "stalled" : "disconnected", spacing: betweenSubscriptions };
}
