import { type ParseArgsConfig, parseArgs } from "node:util";
import type { ExitCode, Output } from "./cli-output.js";
import { UsageError } from "./errors.js";

/** One command of the program: a row in the table of `codegen/cli.ts`. */
export interface Command {
  /** What a user types, such as `generate`. */
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** Its own page of help: usage, options and, where they differ, exit codes. */
  readonly help: string;
  /**
   * Runs it with the arguments that follow its name; `--debug` and `--help` are taken out before.
   *
   * @throws {UsageError} when the arguments are not those it takes.
   * @throws {ModelError} when a model is not one that the generator can work from.
   */
  readonly run: (argv: readonly string[], output: Output) => Promise<ExitCode>;
}

/** The options that a command takes, as `parseArgs` of node wants them. */
export type OptionTable = NonNullable<ParseArgsConfig["options"]>;

/** What {@link parseArguments} makes of an option table. */
export type ParsedArguments<Options extends OptionTable> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: Options }>
>;

/**
 * Reads a command's arguments by node's own rules.
 *
 * @throws {UsageError} for an option that is not in the table, one without its value, or one that is empty.
 */
export function parseArguments<const Options extends OptionTable>(
  argv: readonly string[],
  options: Options,
): ParsedArguments<Options> {
  const parsed = parse(argv, options);
  for (const [option, value] of Object.entries(parsed.values)) {
    if (value === "" || (Array.isArray(value) && value.includes(""))) throw new UsageError(`--${option} is empty`);
  }
  return parsed;
}

function parse<const Options extends OptionTable>(argv: readonly string[], options: Options): ParsedArguments<Options> {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
