import { parseArgs } from "node:util";
import { type GenerateArguments, generateCommand } from "./cli-generate.js";
import type { ExitCode, Output } from "./cli-output.js";
import { formatFault, ModelError, UsageError } from "./errors.js";

const help = `Generates TypeScript clients of AWS services from Smithy models.

Usage:
  shardwright generate --model <file|folder> [--model ...] --out <folder> [options]

Options:
  --model <path>      a model file (Smithy 2.0 JSON AST) or a folder of such files; all together are one model
  --out <folder>      where the client goes
  --tests <folder>    where tests of the client go; none are written without it
  --runtime <module>  what the client imports its runtime from (default: shardwright/runtime)
  --command <text>    the command that the files name as theirs (default: shardwright generate)
  --check             write nothing; exit 1 when the folders differ from what the model yields
  --debug             show stacks of errors
  -h, --help          show this

Exit codes: 0 good, 1 a difference found, 2 bad usage or input.`;

/** Runs the command line. Never throws for what a user did; unexpected errors are told and give 2. */
export async function main(argv: readonly string[], output: Output): Promise<ExitCode> {
  const debug = argv.includes("--debug");
  try {
    return await run(argv, output);
  } catch (error) {
    for (const line of errorLines(error)) output.error(line);
    if (debug && error instanceof Error && error.stack !== undefined) output.error(error.stack);
    return 2;
  }
}

async function run(argv: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parse(argv);
  if (values.help === true) {
    output.out(help);
    return 0;
  }
  const [command, ...rest] = positionals;
  if (command === undefined) throw new UsageError("no command given; see shardwright --help");
  if (command !== "generate") throw new UsageError(`unknown command ${command}; see shardwright --help`);
  if (rest.length > 0) throw new UsageError(`unexpected argument ${rest[0]}; see shardwright --help`);
  return generateCommand(generateArguments(values), output);
}

type Values = ReturnType<typeof parse>["values"];

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        model: { type: "string", multiple: true },
        out: { type: "string" },
        tests: { type: "string" },
        runtime: { type: "string" },
        command: { type: "string" },
        check: { type: "boolean" },
        debug: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function generateArguments(values: Values): GenerateArguments {
  const { model: models = [], out, tests, runtime, command, check = false } = values;
  if (models.length === 0) throw new UsageError("--model is missing; see shardwright --help");
  if (out === undefined) throw new UsageError("--out is missing; see shardwright --help");
  for (const [option, value] of Object.entries({ out, tests, runtime, command })) {
    if (value === "") throw new UsageError(`--${option} is empty`);
  }
  if (models.includes("")) throw new UsageError("--model is empty");
  return {
    models,
    out,
    ...(tests === undefined ? {} : { tests }),
    runtime: runtime ?? "shardwright/runtime",
    command: command ?? "shardwright generate",
    check,
  };
}

function errorLines(error: unknown): string[] {
  if (error instanceof ModelError) return error.faults.map((fault) => oneLine(formatFault(fault)));
  if (error instanceof UsageError) return [`shardwright: ${oneLine(error.message)}`];
  const message = error instanceof Error ? error.message : String(error);
  return [`shardwright: unexpected error, please report it: ${oneLine(message)}`];
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}
