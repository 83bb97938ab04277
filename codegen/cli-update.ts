import { existsSync, readdirSync, statSync } from "node:fs";
import { type Command, parseArguments } from "./cli-command.js";
import type { ExitCode, Output } from "./cli-output.js";
import { formatDiff } from "./diff/format-diff.js";
import { UsageError } from "./errors.js";
import { holdSignals } from "./hold-signals.js";
import { applyPlans, type FolderPlan } from "./write.js";
import { recoverFolder } from "./write-journal.js";

/** Where models are looked for when no folder is named. */
const modelsFolder = "model";

/** `shardwright update`: takes over a newly published model. */
export const updateCommand: Command = {
  name: "update",
  summary: "brings a model's folder up to a newly published model",
  help: `shardwright update <published model> [--model <folder>] [--check]
  <published model>   the new model as it was published (Smithy 2.0 JSON AST)
  --model <folder>    the model to bring up to date (default: the folder in model/ with the same service)
  --check             write nothing; exit 1 when the folder is behind
Documentation, examples, overlays and recorded departures stay. Nothing is written when anything is wrong.`,
  run: async (argv, output) => {
    const { values, positionals } = parseArguments(argv, { model: { type: "string" }, check: { type: "boolean" } });
    const [published, superfluous] = positionals;
    if (published === undefined) throw new UsageError("update wants a published model; see shardwright --help");
    if (superfluous !== undefined) throw new UsageError(`unexpected argument ${superfluous}; see shardwright --help`);
    return update(published, values.model, values.check === true, output);
  },
};

async function update(published: string, model: string | undefined, check: boolean, output: Output): Promise<ExitCode> {
  const [{ planUpdate }, { folderOfService }, { diffModels }] = await Promise.all([
    import("./update/update.js"),
    import("./update/folder-of-service.js"),
    import("./diff/diff-models.js"),
  ]);
  const target = (model ?? folderOfService(published, candidates())).replaceAll("\\", "/").replace(/(?<=.)\/+$/, "");
  if (!check && isFolder(target)) recoverFolder(target);
  const { before, after, plan, notes, marked } = planUpdate(published, target);
  const isBehind = plan.different.length + plan.superfluous.length > 0;
  if (isBehind) output.out(formatDiff(diffModels(before, after), "text"));
  for (const note of notes) output.out(`note: ${note}`);
  if (!isBehind) {
    output.out(`${target}: up to date with ${published}`);
    return 0;
  }

  if (!check) await holdSignals(() => applyPlans([plan]));
  for (const line of fileLines(plan, check)) output.out(line);
  if (check) {
    output.error(`run \`shardwright update ${published} --model ${target}\` to bring the model up to date`);
    return 1;
  }
  if (marked > 0) output.out(`new and still undocumented: ${marked}; shardwright lint ${target} names them`);
  return 0;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function candidates(): string[] {
  if (!existsSync(modelsFolder)) return [];
  return readdirSync(modelsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${modelsFolder}/${name}`)
    .sort();
}

function fileLines({ folder, different, superfluous, unchanged }: FolderPlan, check: boolean): string[] {
  const verb = check ? "would be " : "";
  return [
    ...different.map(({ path }) => `${folder}/${path}: ${verb}changed`),
    ...superfluous.map((path) => `${folder}/${path}: ${verb}removed, nothing is left in it`),
    `${folder}: ${unchanged} files unchanged`,
  ];
}
