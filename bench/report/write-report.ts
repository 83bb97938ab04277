import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chart } from "./chart.js";
import { markdownPage } from "./markdown.js";
import type { RunReport } from "./run-report.js";

/** Writes benchmarks.json, benchmarks.md and benchmarks.svg, and gives their paths. */
export function writeReport(report: RunReport, folder: string): string[] {
  const files = {
    "benchmarks.json": `${JSON.stringify(report, null, 2)}\n`,
    "benchmarks.md": markdownPage(report),
    "benchmarks.svg": chart(report.rows),
  };
  return Object.entries(files).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
}
