import type { RowResult } from "../runner.js";
import { formatNumber, formatRange } from "./format-number.js";
import type { RunReport } from "./run-report.js";
import { verdictOf } from "./verdict.js";

/** The page of a run, docs/benchmarks.md. */
export function markdownPage(report: RunReport): string {
  const { machine, versions } = report;
  return `<!-- Written by \`npm run bench -- --write\`. Do not edit: change bench/report/markdown.ts or run it again. -->

# Benchmarks

Shardwright beside the AWS SDK for JavaScript and beside a floor: a hand-made minimal program, nothing but \`node:http\`, one
SHA-256 and hand-built JSON, which neither signs nor checks. Validation is on, signing is real, responses are decoded.

![Ratios of the table below as bars, with their goals](benchmarks.svg)

A ratio is ours divided by theirs, measured in turn in one run: the median over all turns, and between which values the
middle half of them lies. Less is better; 1 is as much as they take.

${ratiosTable(report.rows)}

Measured on ${report.date}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB of memory, ${machine.os}; ${Object.entries(
    versions,
  )
    .map(([name, version]) => `${name} ${version}`)
    .join(", ")}.

Run it yourself: \`npm ci && npm run bench\` takes some minutes, \`npm run bench -- put-record\` measures one row;
[bench/README.md](../bench/README.md) tells how it is done and why. The same figures are in
[benchmarks.json](benchmarks.json).

## What each row measures

The package is measured as it is published: packed, installed, imported by its name. The stub server is a process of its own
on 127.0.0.1, and so is each contender.

${report.rows.map(section).join("\n\n")}
`;
}

function ratiosTable(rows: readonly RowResult[]): string {
  const lines = rows.flatMap(({ comparisons }) =>
    comparisons.map((comparison) => [
      comparison.title,
      comparison.against,
      `**${formatNumber(comparison.ratio.median)}**`,
      formatRange(comparison.ratio),
      comparison.goal === undefined ? "" : `at most ${comparison.goal}: ${verdictOf(comparison)}`,
    ]),
  );
  return table(["ours", "divided by that of", "ratio", "middle half", "goal"], lines);
}

function section({ title, name, explanation, samples, figures }: RowResult): string {
  const lines = figures.flatMap((figure) =>
    figure.contenders.map((contender) => [
      contender.name,
      figure.title,
      `${formatNumber(contender.median)} ${figure.unit}`.trim(),
      formatRange(contender),
    ]),
  );
  const times = samples === 1 ? "once" : `${samples} times`;
  return `### ${title}

${explanation} Measured ${times}; \`npm run bench -- ${name}\`.

${table(["", "figure", "median", "middle half"], lines)}`;
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const print = (line: readonly string[]): string => `| ${line.join(" | ")} |`;
  return [print(head), print(head.map(() => "---")), ...lines.map(print)].join("\n");
}
