import { relative, resolve } from "node:path";
import { type Command, parseArguments } from "./cli-command.js";
import type { ExitCode, Output } from "./cli-output.js";
import { UsageError } from "./errors.js";
import { generationReport, upToDate } from "./generation-report.js";
import { holdSignals } from "./hold-signals.js";
import { applyPlans, type FolderPlan, planTarget, readOwned, strayFiles } from "./write.js";
import { recoverFolder } from "./write-journal.js";

/** What `shardwright generate` was asked for. */
interface GenerateArguments {
  readonly models: readonly string[];
  readonly service?: string;
  readonly out: string;
  readonly tests?: string;
  readonly runtime: string;
  readonly command: string;
  readonly check: boolean;
}

/** `shardwright generate`: generates a client, or with `--check` tells how the folders differ from it. */
export const generateCommand: Command = {
  name: "generate",
  summary: "writes the client of a service, and its tests",
  help: `shardwright generate --model <file|folder> [--model ...] --out <folder> [options]
  --model <path>      a model file (Smithy 2.0 JSON AST) or a folder of such files; all together are one model
  --service <name>    which service is meant, where the model holds several: its shape id, or the name in it
  --out <folder>      where the client goes
  --tests <folder>    where tests of the client go; none are written without it
  --runtime <module>  what the client imports its runtime from (default: shardwright/runtime)
  --command <text>    the command that the files name as theirs (default: shardwright generate)
  --check             write nothing; exit 1 when the folders differ from what the model yields`,
  run: (argv, output) => generateClient(readArguments(argv), output),
};

async function generateClient(given: GenerateArguments, output: Output): Promise<ExitCode> {
  const out = withoutSlash(given.out);
  const tests = given.tests === undefined ? undefined : withoutSlash(given.tests);
  if (tests !== undefined && resolve(tests) === resolve(out))
    throw new UsageError("--out and --tests are the same folder");

  const [{ readServiceModel }, { generate }] = await Promise.all([
    import("./read-service-model.js"),
    import("./generate.js"),
  ]);
  const model = readServiceModel(given.models, given.service);
  const generated = generate(model, {
    runtime: given.runtime,
    command: given.command,
    ...(tests === undefined ? {} : { client: clientFrom(tests, out) }),
  });

  if (!given.check) for (const folder of [out, ...(tests === undefined ? [] : [tests])]) recoverFolder(folder);
  const owned = readOwned(out);
  const plans = [planTarget({ folder: out, files: generated.files, owned: owned.files })];
  if (tests !== undefined && generated.tests !== undefined) {
    plans.push(planTarget({ folder: tests, files: generated.tests, owned: owned.tests }));
  }

  if (given.check) {
    const known = new Set([...generated.files.map(({ path }) => path), ...owned.files]);
    return reportDifferences(plans, strayFiles(out, known), given.command, output);
  }
  await holdSignals(() => applyPlans(plans));
  for (const notice of generated.notices) output.error(`notice: ${notice}`);
  for (const line of generationReport(plans)) output.out(line);
  return 0;
}

function readArguments(argv: readonly string[]): GenerateArguments {
  const { values, positionals } = parseArguments(argv, {
    model: { type: "string", multiple: true },
    service: { type: "string" },
    out: { type: "string" },
    tests: { type: "string" },
    runtime: { type: "string" },
    command: { type: "string" },
    check: { type: "boolean" },
  });
  if (positionals.length > 0) throw new UsageError(`unexpected argument ${positionals[0]}; see shardwright --help`);
  const { model: models = [], service, out, tests, runtime, command, check = false } = values;
  if (models.length === 0) throw new UsageError("--model is missing; see shardwright --help");
  if (out === undefined) throw new UsageError("--out is missing; see shardwright --help");
  return {
    models,
    ...(service === undefined ? {} : { service }),
    out,
    ...(tests === undefined ? {} : { tests }),
    runtime: runtime ?? "shardwright/runtime",
    command: command ?? "shardwright generate",
    check,
  };
}

function reportDifferences(
  plans: readonly FolderPlan[],
  strays: readonly string[],
  command: string,
  output: Output,
): ExitCode {
  let stale = false;
  for (const { folder, missing, different, superfluous } of plans) {
    stale ||= missing.length + different.length + superfluous.length > 0;
    for (const { path } of missing) output.error(`${folder}/${path}: missing`);
    for (const { path } of different) output.error(`${folder}/${path}: differs from what the model yields`);
    for (const path of superfluous) output.error(`${folder}/${path}: superfluous, the model no longer yields it`);
  }
  for (const path of strays) output.error(`${plans[0]?.folder}/${path}: not generated; move or remove it by hand`);
  if (stale) output.error(`run \`${command}\` to bring the files up to date`);
  if (stale || strays.length > 0) return 1;
  output.out(upToDate(plans));
  return 0;
}

/** The module specifier of the client as the tests import it. */
function clientFrom(tests: string, out: string): string {
  const path = relative(resolve(tests), resolve(out)).replaceAll("\\", "/");
  return `${path.startsWith(".") ? path : `./${path}`}/client.js`;
}

function withoutSlash(path: string): string {
  return path.replaceAll("\\", "/").replace(/(?<=.)\/+$/, "");
}
