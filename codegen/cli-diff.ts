import { type Command, parseArguments } from "./cli-command.js";
import { type DiffFormat, diffFormats, formatDiff } from "./diff/format-diff.js";
import { UsageError } from "./errors.js";

/** `shardwright diff`: tells what the change from one model to another means for those who use the client. */
export const diffCommand: Command = {
  name: "diff",
  summary: "tells what a change of the model means for users of the client",
  help: `shardwright diff <old model> <new model> [--format text|json|markdown]
  <old> <new>         each a model file (Smithy 2.0 JSON AST) or a folder of such files
  --format <form>     text (default), markdown to paste into a changelog, or json for programs
Exits with 0 when nothing breaks, with 1 when something does.`,
  run: async (argv, output) => {
    const { values, positionals } = parseArguments(argv, { format: { type: "string" } });
    const [before, after, superfluous] = positionals;
    if (before === undefined || after === undefined)
      throw new UsageError("diff wants two models, the old one and the new one; see shardwright --help");
    if (superfluous !== undefined) throw new UsageError(`unexpected argument ${superfluous}; see shardwright --help`);
    const format = formatNamed(values.format ?? "text");

    const [{ readModel }, { diffModels }] = await Promise.all([
      import("./read-service-model.js"),
      import("./diff/diff-models.js"),
    ]);
    const diff = diffModels(readModel([before]), readModel([after]));
    output.out(formatDiff(diff, format));
    return diff.verdict === "major" ? 1 : 0;
  },
};

function formatNamed(name: string): DiffFormat {
  const format = diffFormats.find((candidate) => candidate === name);
  if (format === undefined) throw new UsageError(`--format is one of ${diffFormats.join(", ")}, not ${name}`);
  return format;
}
