import { startTimer } from "../clock.js";
import { TimeoutError } from "../errors/timeout-error.js";

/** What ends an attempt early: the caller's signal and the attempt's time limits. */
export interface AttemptLimits {
  /** Ends the attempt for another reason. */
  finish(reason: unknown): void;
  /** The attempt is over: timers and listeners go. Safe to call twice. */
  release(): void;
}

/** The settings of {@link holdAttemptLimits}; times in milliseconds, 0 or absent for none. */
export interface AttemptLimitSettings {
  readonly host: string;
  readonly signal?: AbortSignal | undefined;
  readonly requestTimeout?: number | undefined;
  /** Why the request has not even begun, for the message of a timeout; undefined once it has. */
  readonly waitsFor?: (() => string | undefined) | undefined;
}

/**
 * Watches over one attempt and calls `end` at most once, with the reason: `signal.reason` or a {@link TimeoutError}.
 * The limits run on real timers rather than on the client's clock: a socket hangs in real time.
 */
export function holdAttemptLimits(settings: AttemptLimitSettings, end: (reason: unknown) => void): AttemptLimits {
  const { signal, requestTimeout = 0 } = settings;
  const onAbort = () => finish(signal?.reason);
  const cancelRequest =
    requestTimeout > 0
      ? startTimer(requestTimeout, () => finish(requestTimedOut(settings, requestTimeout)))
      : undefined;
  signal?.addEventListener("abort", onAbort, { once: true });

  function release(): void {
    cancelRequest?.();
    signal?.removeEventListener("abort", onAbort);
  }
  function finish(reason: unknown): void {
    release();
    end(reason);
  }
  return { finish, release };
}

function requestTimedOut({ host, waitsFor }: AttemptLimitSettings, milliseconds: number): TimeoutError {
  const waited = waitsFor?.();
  const because = waited === undefined ? "" : `: ${waited}`;
  const message = `No complete response from ${host} within ${milliseconds} ms (requestTimeout)${because}`;
  return new TimeoutError(message, { kind: "request", milliseconds });
}
