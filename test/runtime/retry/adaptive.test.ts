import { describe, expect, it } from "vitest";
import { type AdaptiveLimiter, createAdaptiveLimiter } from "../../../runtime/retry/adaptive.js";
import { type FakeClock, fakeClock } from "../../support/fake-clock.js";

describe("an adaptive limiter", () => {
  /** The sequence that the AWS SDKs share as a test of their adaptive mode; seconds, throttled, requests a second. */
  it("follows the rates that the AWS SDKs agree on", () => {
    const clock = fakeClock({ now: 0 });
    const limiter = createAdaptiveLimiter(clock);
    const rates = [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.4, 2.6, 2.8, 3, 3.2, 3.4].map((seconds) => {
      clock.set(seconds * 1000);
      limiter.update(seconds === 2 || seconds === 3.2);
      const rate = limiter.rate();
      return rate === undefined ? undefined : Number(rate.toFixed(6));
    });
    expect(rates).toEqual([
      ...Array(9).fill(undefined),
      3.02848,
      3.486639,
      3.821874,
      4.053386,
      4.200373,
      4.282037,
      2.997426,
      3.452226,
    ]);
  });

  it("holds nothing back before the first throttle", async () => {
    const clock = fakeClock();
    const limiter = createAdaptiveLimiter(clock);
    for (let request = 0; request < 1000; request++) {
      expect(await limiter.acquire()).toBe(true);
      limiter.update(false);
    }
    expect(clock.sleeps).toEqual([]);
  });

  it("spaces requests at its rate after a throttle, in the order they came", async () => {
    const clock = fakeClock({ now: 0 });
    const limiter = await emptied(clock);
    const rate = limiter.rate() ?? 0;
    const start = clock.now();
    const order: number[] = [];
    await Promise.all([1, 2, 3, 4].map((name) => limiter.acquire().then(() => order.push(name))));
    expect(order).toEqual([1, 2, 3, 4]);
    // Whatever fraction of a token was left shortens the first wait; each wait is rounded up to a millisecond.
    expect(clock.now() - start).toBeGreaterThan(3000 / rate);
    expect(clock.now() - start).toBeLessThanOrEqual(4000 / rate + 4);
  });

  it("never falls below half a request a second", () => {
    const clock = fakeClock({ now: 0 });
    const limiter = createAdaptiveLimiter(clock);
    for (let throttle = 0; throttle < 50; throttle++) limiter.update(true);
    expect(limiter.rate()).toBe(0.5);
  });

  it("says no at once when the turn would come after the deadline", async () => {
    const clock = fakeClock({ now: 0, autoAdvance: false });
    const limiter = await emptied(clock);
    const longest = 1000 / (limiter.rate() ?? 0);
    expect(await limiter.acquire(undefined, clock.now() + 1)).toBe(false);
    expect(clock.sleeps).toEqual([]);
    const inTime = limiter.acquire(undefined, clock.now() + longest + 1);
    await clock.advance(longest + 1);
    expect(await inTime).toBe(true);
    expect(clock.sleeps).toHaveLength(1);
  });

  it("ends a wait with the reason of the abort", async () => {
    const clock = fakeClock({ now: 0, autoAdvance: false });
    const limiter = await emptied(clock);
    const abort = new AbortController();
    const waiting = limiter.acquire(abort.signal);
    abort.abort("enough");
    await expect(waiting).rejects.toBe("enough");
  });

  it("does not freeze when the clock is set back", async () => {
    const clock = fakeClock({ now: 1e9 });
    const limiter = createAdaptiveLimiter(clock);
    limiter.update(true);
    clock.set(0);
    expect(await limiter.acquire()).toBe(true);
    expect(clock.now()).toBeLessThanOrEqual(2001);
  });
});

/** A limiter after ten requests a second for two seconds, the last one throttled; what it held is taken. */
async function emptied(clock: FakeClock): Promise<AdaptiveLimiter> {
  const limiter = createAdaptiveLimiter(clock);
  for (let request = 1; request <= 20; request++) {
    clock.set(request * 100);
    limiter.update(request === 20);
  }
  while (await limiter.acquire(undefined, clock.now()));
  return limiter;
}
