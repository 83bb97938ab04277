import type { Clock } from "../clock.js";
import { untilAborted } from "../signal/until-aborted.js";

/**
 * Lets callers through one at a time, in the order in which they came. Whoever is at its head waits until there is
 * room; whoever is aborted leaves the line without holding up the others.
 */
export interface Turnstile {
  /** How many callers stand in line, the one at its head included. */
  waiting(): number;
  /**
   * Resolves when it is the caller's turn and `enter()` has returned 0. `enter` is asked at the head of the line: it
   * takes what it needs and returns 0, or takes nothing and returns the milliseconds after which to ask again.
   * Rejects with `signal.reason` when the signal is aborted, and with whatever `enter` throws.
   */
  pass(enter: () => number, signal?: AbortSignal): Promise<void>;
}

/** Makes a turnstile without anybody at it. */
export function createTurnstile(clock: Clock): Turnstile {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  return {
    waiting: () => waiting,
    async pass(enter, signal) {
      signal?.throwIfAborted();
      const turn = last;
      let leave: () => void = () => {};
      last = new Promise((resolve) => {
        leave = resolve;
      });
      waiting++;
      try {
        if (waiting > 1) await untilAborted(turn, signal);
        for (let wait = enter(); wait > 0; wait = enter()) await clock.sleep(wait, signal);
      } finally {
        waiting--;
        // Whoever leaves early must not let the next one in before those ahead of both.
        turn.then(leave);
      }
    },
  };
}
