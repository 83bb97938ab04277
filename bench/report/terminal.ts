import type { RowResult } from "../runner.js";
import type { Spread } from "../statistics.js";
import { formatNumber } from "./format-number.js";

/** A row's figures, as a table of text. */
export function figuresTable({ title, samples, figures }: RowResult): string {
  const lines = figures.flatMap((figure) =>
    figure.contenders.map((contender) => [
      contender.name,
      figure.title,
      `${formatNumber(contender.median)} ${figure.unit}`,
      rangeOf(contender),
    ]),
  );
  return `${title} (measured ${samples} times)\n${table(["", "figure", "median", "middle half"], lines)}`;
}

/** The ratios of all rows, with their goals, as a table of text. */
export function ratiosTable(results: readonly RowResult[]): string {
  const lines = results.flatMap(({ title, comparisons }) =>
    comparisons.map((comparison) => [
      title,
      comparison.title,
      `${comparison.of} / ${comparison.against}`,
      formatNumber(comparison.ratio.median),
      rangeOf(comparison.ratio),
      comparison.goal === undefined ? "" : `<= ${comparison.goal}`,
      comparison.goal === undefined ? "" : comparison.ratio.median <= comparison.goal ? "met" : "missed",
    ]),
  );
  return table(["row", "figure", "of / against", "ratio", "middle half", "goal", ""], lines);
}

function rangeOf({ low, high }: Spread): string {
  return low === high ? "" : `${formatNumber(low)} - ${formatNumber(high)}`;
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)));
  const print = (line: readonly string[]): string =>
    `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  return [head, widths.map((width) => "-".repeat(width)), ...lines].map(print).join("\n");
}
