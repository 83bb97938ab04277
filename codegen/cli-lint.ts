import { type Command, parseArguments } from "./cli-command.js";
import { UsageError } from "./errors.js";

/** `shardwright lint`: tells what a maintainer of a model should mend. */
export const lintCommand: Command = {
  name: "lint",
  summary: "tells what a maintainer of a model should mend",
  help: `shardwright lint <model> [<model> ...] [--format text|json]
  <model>             a model file (Smithy 2.0 JSON AST) or a folder of such files; all together are one model
  --format <form>     text (default): a line for each finding; json: { "findings": [...] }
  Exits with 0 when there is nothing to mend, 1 when there is.`,
  run: async (argv, output) => {
    const { values, positionals } = parseArguments(argv, { format: { type: "string" } });
    if (positionals.length === 0) throw new UsageError("lint wants a model; see shardwright --help");
    const { format = "text" } = values;
    if (format !== "text" && format !== "json") throw new UsageError(`--format is text or json, not ${format}`);
    const { lintModel, formatFinding } = {
      ...(await import("./lint/lint.js")),
      ...(await import("./lint/finding.js")),
    };
    const findings = lintModel(positionals);
    if (format === "json") output.out(JSON.stringify({ findings }, undefined, 2));
    else if (findings.length === 0) output.out(`${positionals.join(", ")}: nothing to mend`);
    else for (const finding of findings) output.out(formatFinding(finding));
    return findings.length === 0 ? 0 : 1;
  },
};
