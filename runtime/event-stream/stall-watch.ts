import { startTimer } from "../clock.js";
import { TimeoutError } from "../errors/timeout-error.js";

/** Settings of {@link watchForStall}. */
export interface StallWatchSettings {
  /** The operation's name, for the error. */
  readonly operation: string;
  /** Milliseconds; 0 watches over nothing. */
  readonly inactivityTimeout: number;
  /** The transport's last sign of life, as a number that grows with each; undefined where it cannot tell. */
  readonly lastActivity: () => number | undefined;
  /** Called at most once. */
  readonly onStall: (error: TimeoutError) => void;
}

/** Watches over a stream while somebody waits for its next event. */
export interface StallWatch {
  /** A read begins to wait. */
  waiting(): void;
  /** Bytes came; the read waits no longer. */
  arrived(): void;
  /** An event was complete. */
  complete(): void;
  /** The stream is over. */
  stop(): void;
}

/** The watch looks this often within the timeout, so that a stall is told at most a quarter of it too late. */
const looks = 4;

/**
 * For how many timeouts answered pings alone keep a stream alive. Services that push send something from time to time
 * even when there is nothing to tell, so that a silence of minutes on a healthy connection means a stream that was
 * forgotten. The Kinesis Client Library gives up after 60 s, which is what the default comes to.
 */
const patience = 3;

/**
 * Notices a stream that stays silent: with neither bytes nor a sign of life of the connection for the timeout, or with
 * signs of life but without an event for {@link patience} times as long. While nobody reads, nothing is expected: a slow
 * reader is no stall.
 *
 * It counts turns of a timer instead of comparing times, since a clock may be set, and real ones instead of the
 * client's, since a socket hangs in real time.
 */
export function watchForStall(settings: StallWatchSettings): StallWatch {
  const { operation, inactivityTimeout, lastActivity, onStall } = settings;
  let isWaiting = false;
  let cancel: (() => void) | undefined;
  let quietTurns = 0;
  let eventlessTurns = 0;
  let seen: number | undefined;

  const turn = (): void => {
    cancel = undefined;
    if (!isWaiting) return;
    const activity = lastActivity();
    if (activity !== seen) quietTurns = 0;
    seen = activity;
    quietTurns += 1;
    eventlessTurns += 1;
    // The first turn may have been short.
    if (quietTurns > looks) onStall(quiet(operation, inactivityTimeout));
    else if (eventlessTurns > looks * patience) onStall(eventless(operation, inactivityTimeout * patience));
    else arm();
  };
  const arm = (): void => {
    cancel ??= startTimer(inactivityTimeout / looks, turn);
  };
  return {
    waiting: () => {
      isWaiting = true;
      quietTurns = 0;
      if (cancel !== undefined || inactivityTimeout === 0) return;
      seen = lastActivity();
      eventlessTurns = 0;
      arm();
    },
    arrived: () => {
      isWaiting = false;
    },
    complete: () => {
      eventlessTurns = 0;
    },
    stop: () => {
      isWaiting = false;
      cancel?.();
      cancel = undefined;
    },
  };
}

function quiet(operation: string, milliseconds: number): TimeoutError {
  const message =
    `${operation}: the stream stalled: neither an event nor a sign of life of the connection ` +
    `within ${milliseconds} ms (inactivityTimeout)`;
  return new TimeoutError(message, { kind: "inactivity", milliseconds });
}

function eventless(operation: string, milliseconds: number): TimeoutError {
  const message =
    `${operation}: the stream stalled: no event within ${milliseconds} ms (${patience} times inactivityTimeout), ` +
    "although the connection is alive";
  return new TimeoutError(message, { kind: "inactivity", milliseconds });
}
