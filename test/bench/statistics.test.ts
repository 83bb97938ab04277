import { describe, expect, it } from "vitest";
import { quantile, ratioOf, spreadOf } from "../../bench/statistics.js";

describe("quantile", () => {
  it.each([
    [[3, 1, 2], 0.5, 2],
    [[4, 1, 3, 2], 0.5, 2.5],
    [[1, 2, 3, 4, 5], 0.25, 2],
    [[10, 20], 0.25, 12.5],
    [[7], 0.99, 7],
    // Numbers, not texts: 10 comes after 9.
    [[10, 9, 8], 1, 10],
  ])("of %j at %d is %d", (values, share, expected) => {
    expect(quantile(values, share)).toBe(expected);
  });
});

it("a spread is the median and the quartiles", () => {
  expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 });
});

it("a ratio is taken pair by pair, so that a slow spell falls out", () => {
  // The machine was ten times slower in the second round; the ratio of the medians would still be 0.5, that of means not.
  expect(ratioOf([1, 10, 2], [2, 20, 4])).toEqual({ median: 0.5, low: 0.5, high: 0.5 });
  expect(ratioOf([1, 10, 1], [2, 2, 2])).toEqual({ median: 0.5, low: 0.5, high: 2.75 });
});
