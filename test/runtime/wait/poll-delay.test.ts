import { describe, expect, it } from "vitest";
import { pollDelay } from "../../../runtime/wait/poll-delay.js";

const limits = { minDelay: 2_000, maxDelay: 120_000 };
const delays = (random: number, remaining = 1e9) =>
  [1, 2, 3, 7, 8, 1000].map((polls) => pollDelay(polls, remaining, limits, () => random));

describe("pollDelay", () => {
  it("doubles its ceiling from the shortest to the longest delay", () => {
    expect(delays(1)).toEqual([2_000, 4_000, 8_000, 120_000, 120_000, 120_000]);
  });

  it("is spread over all of that by chance", () => {
    expect(delays(0)).toEqual([2_000, 2_000, 2_000, 2_000, 2_000, 2_000]);
    expect(delays(0.5)).toEqual([2_000, 3_000, 5_000, 61_000, 61_000, 61_000]);
  });

  it("is cut so that one more poll fits in, and undefined when none does", () => {
    expect(pollDelay(8, 100_000, limits, () => 1)).toBe(98_000);
    expect(pollDelay(2, 5_999, limits, () => 1)).toBe(3_999);
    expect(pollDelay(2, 6_001, limits, () => 1)).toBe(4_000);
    expect(pollDelay(1, 2_000, limits, () => 1)).toBeUndefined();
    expect(pollDelay(1, -5, limits, () => 1)).toBeUndefined();
  });
});
