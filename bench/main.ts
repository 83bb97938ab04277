/** Measures the table; see README.md beside this file. */
import { join } from "node:path";
import { openBench } from "./bench.js";
import { parseOptions } from "./options.js";
import { runReport } from "./report/run-report.js";
import { figuresTable, ratiosTable } from "./report/terminal.js";
import { writeReport } from "./report/write-report.js";
import { rows } from "./rows/index.js";
import { type RowResult, runRow } from "./runner.js";

const options = parseOptions(process.argv.slice(2), rows);
if ("problem" in options) {
  console.error(`bench: ${options.problem}`);
  process.exit(2);
}

console.log("Packing and installing the package ...");
const bench = await openBench(options.smoke);
let stopped = false;
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => {
    stopped = true;
    void bench.close().finally(() => process.exit(code));
  });
}

const results: RowResult[] = [];
for (const row of options.rows) {
  try {
    const result = await runRow(row, bench, options);
    results.push(result);
    // The figures of a smoke run are not worth reading.
    console.log(options.smoke ? `${row.name}: runs` : `\n${figuresTable(result)}`);
  } catch (error) {
    // The signal's handler ended the processes and ends this one.
    if (stopped) await new Promise(() => {});
    console.error(`\nbench: ${row.name} failed: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
await bench.close();

if (!options.smoke && results.length > 0) console.log(`\n${ratiosTable(results)}`);
if (options.write && results.length === options.rows.length) {
  const written = writeReport(runReport(results, new Date()), join(import.meta.dirname, "../docs"));
  console.log(`\nWrote ${written.join(", ")}`);
}
