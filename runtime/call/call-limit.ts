import { type Clock, startTimer } from "../clock.js";
import type { CallOptions } from "../config/call-options.js";
import { attachMetadata, unsent } from "../errors/response-metadata.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { followSignal } from "../signal/follow-signal.js";

/** When a call must end: the caller's signal and `timeout` in one. */
export interface CallLimit {
  /** Aborts with the caller's reason or with a {@link TimeoutError}; undefined when nothing limits the call. */
  readonly signal: AbortSignal | undefined;
  /** By the client's clock. */
  readonly deadline: number | undefined;
  /** Stops the timer and lets go of the caller's signal. */
  end(): void;
}

/** Starts the time of a call. */
export function limitCall(operation: string, options: CallOptions, clock: Clock): CallLimit {
  const { signal, timeout } = options;
  if (signal === undefined && timeout === undefined) return { signal, deadline: undefined, end: () => {} };
  // By hand rather than by AbortSignal.any, which keeps every call's signal alive as long as a long-lived signal of
  // the caller's on the Node versions that we support.
  const controller = new AbortController();
  // Without a timeout too: what a call waits for listens to its own signal, never to one that many calls share.
  const letGo = signal && followSignal(signal, () => controller.abort(signal.reason));
  const cancel =
    timeout === undefined ? undefined : startTimer(timeout, () => controller.abort(timedOut(operation, timeout)));
  return {
    signal: controller.signal,
    deadline: timeout === undefined ? undefined : clock.now() + timeout,
    end: () => {
      cancel?.();
      letGo?.();
    },
  };
}

function timedOut(operation: string, milliseconds: number): TimeoutError {
  const message = `${operation} was not done within the call's timeout of ${milliseconds} ms`;
  const error = new TimeoutError(message, { kind: "call", milliseconds });
  // Until a request goes out; the end of the attempts tells more.
  return attachMetadata(error, unsent);
}
