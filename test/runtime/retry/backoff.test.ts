import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffDelay } from "../../../runtime/retry/backoff.js";

const almostOne = () => 1 - 2 ** -53;

describe("backoffDelay", () => {
  it("doubles from 100 ms, and stops at 20 s", () => {
    const most = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((retry) => Math.ceil(backoffDelay(retry, "transient", almostOne)));
    expect(most).toEqual([99, 199, 399, 799, 1599, 3199, 6399, 12799, 19999, 19999]);
  });

  it("doubles from 500 ms when throttled", () => {
    const most = [1, 2, 3, 7].map((retry) => backoffDelay(retry, "throttling", almostOne));
    expect(most).toEqual([499, 999, 1999, 19999]);
  });

  it("scales the whole delay by chance: full jitter", () => {
    expect(backoffDelay(3, "transient", () => 0)).toBe(0);
    expect(backoffDelay(3, "transient", () => 0.25)).toBe(100);
    expect(backoffDelay(3, "transient", () => 0.5)).toBe(200);
  });

  it("stays finite and within bounds for any count", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (retry, chance) => {
          const delay = backoffDelay(retry, "throttling", () => chance);
          return Number.isInteger(delay) && delay >= 0 && delay <= 20_000;
        },
      ),
    );
  });
});
