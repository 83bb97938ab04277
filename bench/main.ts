/** Measures the table; see README.md beside this file. */
import { openBench } from "./bench.js";
import { parseOptions } from "./options.js";
import { figuresTable, ratiosTable } from "./report/terminal.js";
import { rows } from "./rows/index.js";
import { type RowResult, runRow } from "./runner.js";

const options = parseOptions(process.argv.slice(2), rows);
if ("problem" in options) {
  console.error(`bench: ${options.problem}`);
  process.exit(2);
}

console.log("Packing and installing the package ...");
const bench = await openBench(options.smoke);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void bench.close().finally(() => process.exit(signal === "SIGINT" ? 130 : 143)));
}
try {
  const results: RowResult[] = [];
  for (const row of options.rows) {
    const result = await runRow(row, bench, options);
    console.log(`\n${figuresTable(result)}`);
    results.push(result);
  }
  console.log(`\n${ratiosTable(results)}`);
} finally {
  await bench.close();
}
