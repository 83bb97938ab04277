import { parseArgs } from "node:util";
import type { Row } from "./row.js";

export interface Options {
  readonly rows: readonly Row[];
  /** Few rounds and little work. */
  readonly smoke: boolean;
  /** Whether the run becomes docs/benchmarks.*. */
  readonly write: boolean;
  readonly passes: number | undefined;
  readonly rounds: number | undefined;
}

/** What the command line asks for, or what is wrong with it. */
export function parseOptions(argv: readonly string[], rows: readonly Row[]): Options | { readonly problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        passes: { type: "string" },
        rounds: { type: "string" },
        smoke: { type: "boolean", default: false },
        write: { type: "boolean", default: false },
      },
    });
    const names = rows.map(({ name }) => name);
    const unknown = positionals.filter((name) => !names.includes(name));
    if (unknown.length > 0) return { problem: `there is no row ${unknown.join(", ")}; there are ${names.join(", ")}` };
    const partial =
      positionals.length > 0 || values.smoke || values.passes !== undefined || values.rounds !== undefined;
    if (values.write && partial) {
      return { problem: "--write takes the whole table with its own rounds: no row, --smoke, --passes or --rounds" };
    }
    return {
      rows: rows.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
      smoke: values.smoke,
      write: values.write,
      passes: count("passes", values.passes),
      rounds: count("rounds", values.rounds),
    };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

/** @throws when it is no whole number of at least 1 */
function count(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(value)) throw new Error(`--${name} takes a whole number of at least 1, not ${value}`);
  return Number(value);
}
