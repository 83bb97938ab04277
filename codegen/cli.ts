import type { Command } from "./cli-command.js";
import { diffCommand } from "./cli-diff.js";
import { generateCommand } from "./cli-generate.js";
import { lintCommand } from "./cli-lint.js";
import { type ExitCode, type Output, processOutput } from "./cli-output.js";
import { updateCommand } from "./cli-update.js";
import { formatFault, ModelError, UsageError } from "./errors.js";

/** The program: one row a command. */
const commands: readonly Command[] = [generateCommand, diffCommand, updateCommand, lintCommand];

const help = `Generates TypeScript clients of AWS services from Smithy models, and tells what a change of a model means.

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join("\n")}

${commands.map((command) => command.help).join("\n\n")}

Options of every command:
  --debug             show stacks of errors
  -h, --help          show this, or the help of the command

Exit codes: 0 good, 1 a difference found, 2 bad usage or input.`;

/**
 * Runs the command line. Never throws for what a user did; unexpected errors are told and give 2.
 *
 * What only some commands need, the TypeScript compiler above all, is loaded by them.
 *
 * @param argv What follows the program's name, such as `["lint", "model"]`.
 * @param output Where lines go; by default to the streams of the process.
 */
export async function main(argv: readonly string[], output: Output = processOutput): Promise<ExitCode> {
  const debug = argv.includes("--debug");
  try {
    return await run(
      argv.filter((argument) => argument !== "--debug"),
      output,
    );
  } catch (error) {
    for (const line of errorLines(error)) output.error(line);
    if (debug && error instanceof Error && error.stack !== undefined) output.error(error.stack);
    return 2;
  }
}

async function run(argv: readonly string[], output: Output): Promise<ExitCode> {
  const wantsHelp = argv.some(isHelp);
  const [name, ...rest] = argv.filter((argument) => !isHelp(argument));
  const command = commands.find((candidate) => candidate.name === name);
  if (wantsHelp) {
    output.out(command?.help ?? help);
    return 0;
  }
  if (name === undefined) throw new UsageError("no command given; see shardwright --help");
  if (command === undefined) throw new UsageError(`unknown command ${name}; see shardwright --help`);
  return command.run(rest, output);
}

function isHelp(argument: string): boolean {
  return argument === "--help" || argument === "-h";
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
