import { readFileSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import type { RowResult } from "../runner.js";

/** A whole run: what docs/benchmarks.json holds, and what the page and the chart are drawn from. */
export interface RunReport {
  /** The day of the run, in UTC: 2026-01-31. */
  readonly date: string;
  readonly machine: Machine;
  /** By name: Node, us, and what we are measured against and with. */
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly RowResult[];
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly os: string;
}

export function runReport(rows: readonly RowResult[], now: Date): RunReport {
  return { date: now.toISOString().slice(0, 10), machine: thisMachine(), versions: versions(), rows };
}

/** The machine by its kind; its name is nobody's business. */
function thisMachine(): Machine {
  const cpus = os.cpus();
  return {
    cpu: cpus[0]?.model.trim() ?? "unknown",
    cores: cpus.length,
    memoryGiB: Math.round(os.totalmem() / 1024 ** 3),
    // What comes after the second number is the builder's business.
    os: `${os.type()} ${os.release().split(".", 2).join(".")} (${os.arch()})`,
  };
}

function versions(): Readonly<Record<string, string>> {
  const root = join(import.meta.dirname, "../..");
  const versionOf = (folder: string): string =>
    JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")).version;
  return {
    Node: process.versions.node,
    shardwright: versionOf("."),
    "@aws-sdk/client-kinesis": versionOf("node_modules/@aws-sdk/client-kinesis"),
    esbuild: versionOf("node_modules/esbuild"),
  };
}
