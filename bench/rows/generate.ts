import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "../bench.js";
import { largeModel } from "../generator/large-model.js";
import type { Row, Session } from "../row.js";

const kinesis = "Kinesis";
const large = "400 operations, 3,000 shapes";

export const generate: Row = {
  name: "generate",
  title: "The generator",
  explanation:
    "`shardwright generate` and `shardwright generate --check`, each in a process of its own, for the model of Kinesis and " +
    "for a made-up one of the size of AWS's largest. The memory is the most that was resident while generating.",
  contenders: [kinesis, large],
  figures: [
    { key: "generate", title: "generate", unit: "s" },
    { key: "check", title: "--check", unit: "s" },
    { key: "memory", title: "memory", unit: "MiB" },
  ],
  comparisons: [],
  passes: 1,
  warmUps: 0,
  rounds: 3,
  open: openSession,
};

function openSession({ project, processes, smoke }: Bench): Session {
  const [installed = "", generator = ""] = ["shardwright", "shardwright-codegen"].map((name) =>
    join(project, "node_modules", name),
  );
  const { bin } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const folder = mkdtempSync(join(project, "generate-"));
  const largePath = join(folder, "large.json");
  writeFileSync(largePath, JSON.stringify(smoke ? largeModel(10, 100) : largeModel(400, 3_000)));
  const models = new Map([
    [kinesis, join(generator, "model", "kinesis")],
    [large, largePath],
  ]);
  const command = join(installed, bin.shardwright);
  const run = async (args: readonly string[]): Promise<{ readonly seconds: number; readonly mebibytes: number }> =>
    (await processes.run("workers/command", [command, ...args])) as { seconds: number; mebibytes: number };
  return {
    async measure(contender) {
      const model = models.get(contender) ?? "";
      const out = mkdtempSync(join(folder, "out-"));
      const args = ["generate", "--model", model, "--out", out];
      const generated = await run(args);
      const checked = await run([...args, "--check"]);
      rmSync(out, { recursive: true });
      return { generate: generated.seconds, check: checked.seconds, memory: generated.mebibytes };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
