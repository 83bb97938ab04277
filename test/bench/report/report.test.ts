import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chart } from "../../../bench/report/chart.js";
import { formatNumber } from "../../../bench/report/format-number.js";
import { markdownPage } from "../../../bench/report/markdown.js";
import { type RunReport, runReport } from "../../../bench/report/run-report.js";
import { figuresTable, ratiosTable } from "../../../bench/report/terminal.js";
import { writeReport } from "../../../bench/report/write-report.js";
import { floor, ours, rival } from "../../../bench/row.js";
import type { ComparisonResult, RowResult } from "../../../bench/runner.js";

function comparison(title: string, against: string, median: number, goal?: number): ComparisonResult {
  const ratio = { median, low: median * 0.9, high: median * 1.1 };
  return { title, figure: "cpu", of: ours, against, ratio, ...(goal === undefined ? {} : { goal }) };
}

const row: RowResult = {
  name: "put-record",
  title: "PutRecord <1 KiB>",
  explanation: "One record.",
  samples: 15,
  figures: [
    {
      key: "cpu",
      title: "CPU a call",
      unit: "µs",
      contenders: [
        { name: ours, median: 123.4, low: 100, high: 150 },
        { name: rival, median: 12_345, low: 12_345, high: 12_345 },
      ],
    },
  ],
  comparisons: [
    comparison("Put & get", rival, 0.1, 0.15),
    comparison("Put & get", floor, 3.2, 1.8),
    comparison("Beside", rival, 0.5),
  ],
};
const report: RunReport = {
  date: "2026-01-31",
  machine: { cpu: "Some CPU", cores: 2, memoryGiB: 24, os: "Linux 6.1 (x64)" },
  versions: { Node: "20.20.2", shardwright: "0.1.0" },
  rows: [row],
};

it.each([
  [0.1471, "0.147"],
  [0.01234, "0.012"],
  [1.149, "1.15"],
  [23.44, "23.4"],
  [713.4, "713"],
  [12_345.6, "12,346"],
  [5, "5"],
  [0, "0"],
  [Number.NaN, "-"],
])("%d is printed as %s", (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

describe("the terminal's tables", () => {
  it("show each contender's figures", () => {
    const lines = figuresTable(row).split("\n");
    expect(lines[0]).toBe("PutRecord <1 KiB> (measured 15 times)");
    expect(lines[3]).toMatch(/^ {2}shardwright +CPU a call +123 µs +100 - 150$/);
    expect(lines[4]).toMatch(/^ {2}@aws-sdk\/client-kinesis +CPU a call +12,345 µs$/);
  });

  it("show each ratio with its goal, and whether it is met", () => {
    const [, , met, missed, without] = ratiosTable([row]).split("\n");
    expect(met).toMatch(/Put & get +@aws-sdk\/client-kinesis +0\.100 +0\.090 - 0\.110 +<= 0\.15 +met$/);
    expect(missed).toMatch(/Put & get +floor +3\.20 +2\.88 - 3\.52 +<= 1\.8 +missed$/);
    expect(without).toMatch(/Beside +@aws-sdk\/client-kinesis +0\.500 +0\.450 - 0\.550$/);
  });
});

describe("the page", () => {
  const page = markdownPage(report);

  it("has the ratios, the figures, the machine and the versions", () => {
    expect(page).toContain(`| Put & get | ${rival} | **0.100** | 0.090 - 0.110 | at most 0.15: met |`);
    expect(page).toContain("| Put & get | floor | **3.20** | 2.88 - 3.52 | at most 1.8: missed |");
    expect(page).toContain(`| ${ours} | CPU a call | 123 µs | 100 - 150 |`);
    expect(page).toContain("Measured on 2026-01-31: Some CPU, 2 cores, 24 GiB of memory, Linux 6.1 (x64); ");
    expect(page).toContain("Node 20.20.2, shardwright 0.1.0.");
    expect(page).toContain("One record. Measured 15 times; `npm run bench -- put-record`.");
  });

  it("shows the chart and leads to the files beside it", () => {
    for (const name of ["benchmarks.svg", "benchmarks.json"]) expect(page).toContain(`(${name})`);
  });
});

describe("the chart", () => {
  const drawn = chart([row]);
  const attributes = (tag: string, name: string): string[] =>
    [...drawn.matchAll(new RegExp(`<${tag} [^>]*\\b${name}="([^"]*)"`, "g"))].map(([, value]) => value ?? "");

  it("draws a bar for each ratio that has a goal, told apart by whether it is met", () => {
    expect(attributes("rect", "class")).toEqual(["page", "met", "missed"]);
    expect(drawn).not.toContain("Beside");
  });

  it("draws bars and goals to one scale", () => {
    // The axis of the first panel ends at 0.2, that of the second at 4; both are 400 wide and begin at 330.
    expect(attributes("rect", "width").slice(1)).toEqual(["200", "320"]);
    const goals = [...drawn.matchAll(/<line class="goal" x1="([^"]*)"/g)].map(([, x]) => Number(x));
    expect(goals).toEqual([330 + (0.15 / 0.2) * 400, 330 + (1.8 / 4) * 400]);
  });

  it("escapes text, and has colours for the dark", () => {
    expect(drawn).toContain(">Put &amp; get</text>");
    expect(drawn).not.toMatch(/&(?!amp;|lt;|gt;)/);
    expect(drawn).toContain("prefers-color-scheme: dark");
  });

  it("is drawn without any bars too", () => {
    expect(chart([])).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });
});

describe("the files", () => {
  it("are the page, the chart and the same as JSON", () => {
    const folder = mkdtempSync(join(tmpdir(), "shardwright-report-"));
    try {
      expect(writeReport(report, folder).map((path) => path.slice(folder.length + 1))).toEqual([
        "benchmarks.json",
        "benchmarks.md",
        "benchmarks.svg",
      ]);
      expect(JSON.parse(readFileSync(join(folder, "benchmarks.json"), "utf8"))).toEqual(report);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("tell the kind of machine and not its name", () => {
    const { date, machine, versions } = runReport([], new Date("2026-01-31T23:59:59Z"));
    expect(date).toBe("2026-01-31");
    expect(Object.keys(machine)).toEqual(["cpu", "cores", "memoryGiB", "os"]);
    expect(JSON.stringify(machine)).not.toContain(hostname());
    expect(Object.keys(versions)).toEqual(["Node", "shardwright", rival, "esbuild"]);
    for (const version of Object.values(versions)) expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });
});
