import type { Clock } from "../clock.js";
import { untilAborted } from "../signal/until-aborted.js";

/**
 * Lets callers through one at a time, in the order in which they came. Whoever is at its head waits until there is
 * room; whoever is aborted leaves the line without holding up the others.
 */
export class Turnstile {
  readonly #clock: Clock;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many callers stand in line, the one at its head included. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Resolves when it is the caller's turn and `enter()` has returned 0. `enter` is asked at the head of the line: it
   * takes what it needs and returns 0, or takes nothing and returns the milliseconds after which to ask again.
   * Rejects with `signal.reason` when the signal is aborted, and with whatever `enter` throws.
   */
  async pass(enter: () => number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const turn = this.#last;
    let leave: () => void = () => {};
    this.#last = new Promise((resolve) => {
      leave = resolve;
    });
    this.#waiting++;
    try {
      if (this.#waiting > 1) await untilAborted(turn, signal);
      for (let wait = enter(); wait > 0; wait = enter()) await this.#clock.sleep(wait, signal);
    } finally {
      this.#waiting--;
      // Whoever leaves early must not let the next one in before those ahead of both.
      turn.then(leave);
    }
  }
}
