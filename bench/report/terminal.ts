import type { RowResult } from "../runner.js";
import { formatNumber, formatRange } from "./format-number.js";
import { verdictOf } from "./verdict.js";

/** A row's figures, as a table of text. */
export function figuresTable({ title, samples, figures }: RowResult): string {
  const lines = figures.flatMap((figure) =>
    figure.contenders.map((contender) => [
      contender.name,
      figure.title,
      `${formatNumber(contender.median)} ${figure.unit}`,
      formatRange(contender),
    ]),
  );
  const times = samples === 1 ? "once" : `${samples} times`;
  return `${title} (measured ${times})\n${table(["", "figure", "median", "middle half"], lines)}`;
}

/** The ratios of all rows, with their goals, as a table of text. */
export function ratiosTable(results: readonly RowResult[]): string {
  const lines = results.flatMap(({ comparisons }) =>
    comparisons.map((comparison) => [
      comparison.title,
      comparison.against,
      formatNumber(comparison.ratio.median),
      formatRange(comparison.ratio),
      comparison.goal === undefined ? "" : `<= ${comparison.goal}`,
      verdictOf(comparison),
    ]),
  );
  return table(["ours", "divided by that of", "ratio", "middle half", "goal", ""], lines);
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)));
  const print = (line: readonly string[]): string =>
    `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  return [head, widths.map((width) => "-".repeat(width)), ...lines].map(print).join("\n");
}
