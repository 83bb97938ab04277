import type { ComparisonResult } from "../runner.js";

/** Whether the median ratio meets the goal; nothing where there is none. */
export function verdictOf({ goal, ratio }: Pick<ComparisonResult, "goal" | "ratio">): "met" | "missed" | "" {
  if (goal === undefined) return "";
  return ratio.median <= goal ? "met" : "missed";
}
