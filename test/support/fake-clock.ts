/**
 * The one fake clock of the tests: time moves only when a test moves it or, in the auto-advance mode (the default),
 * when somebody sleeps. Has the shape of `Clock` in `runtime/clock.ts`.
 */

/** What {@link fakeClock} takes. */
export interface FakeClockOptions {
  /**
   * Where the clock starts, in milliseconds since the epoch.
   * @default 2026-01-02T03:04:05.678Z
   */
  readonly now?: number;
  /**
   * True: a sleep ends at once and moves the clock by its length. False: sleeps end when {@link FakeClock.advance}
   * reaches them.
   * @default true
   */
  readonly autoAdvance?: boolean;
}

/** A clock whose time and sleeps belong to the test. */
export interface FakeClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Ends when the clock has moved by so many milliseconds; rejects with `signal.reason` at once when aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Every sleep asked for so far, in milliseconds and in order, aborted ones included. */
  readonly sleeps: readonly number[];
  /** How many sleeps are waiting for {@link FakeClock.advance}. */
  readonly pending: number;
  /** Moves the clock and ends the sleeps it passes, in the order of their ends; lets waiting code run after each. */
  advance(milliseconds: number): Promise<void>;
  /** Sets the clock, ending nothing: what a system clock does when somebody corrects it. */
  set(now: number): void;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Makes a fake clock. */
export function fakeClock(options: FakeClockOptions = {}): FakeClock {
  const { autoAdvance = true } = options;
  const sleeps: number[] = [];
  const sleepers = new Set<Sleeper>();
  let now = options.now ?? Date.UTC(2026, 0, 2, 3, 4, 5, 678);

  return {
    now: () => now,
    sleeps,
    get pending() {
      return sleepers.size;
    },
    set(value) {
      now = value;
    },
    async sleep(milliseconds, signal) {
      sleeps.push(milliseconds);
      signal?.throwIfAborted();
      if (autoAdvance) {
        now += Math.max(0, milliseconds);
        // A turn of the event loop, as a real sleep has: code that aborts "during" the sleep gets its chance.
        await settle();
        signal?.throwIfAborted();
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const onAbort = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          until: now + Math.max(0, milliseconds),
          wake: () => {
            signal?.removeEventListener("abort", onAbort);
            resolve();
          },
        };
        signal?.addEventListener("abort", onAbort, { once: true });
        sleepers.add(sleeper);
      });
    },
    async advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        await settle();
        const next = [...sleepers].filter(({ until }) => until <= end).sort((a, b) => a.until - b.until)[0];
        if (next === undefined) break;
        sleepers.delete(next);
        now = Math.max(now, next.until);
        next.wake();
      }
      now = end;
      await settle();
    },
  };
}

/** Lets promise callbacks and immediates that are already due run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
