/**
 * How long the generator takes, and how much memory: for a model of the size of AWS's largest (made up here: 400
 * operations, 3,000 shapes) and for Kinesis, as a command, files and type check of the models aside.
 *
 *   npx tsx --conditions=shardwright-source bench/generate.ts [operations] [shapes]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const [operations = 400, shapes = 3000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "shardwright-bench-"));

try {
  const path = join(folder, "large.json");
  writeFileSync(path, JSON.stringify(largeModel(operations, shapes)));
  const rows = [
    measure("Kinesis", join(root, "model/kinesis"), join(folder, "kinesis")),
    measure(`${operations} operations, ${shapes} shapes`, path, join(folder, "large")),
  ];
  console.table(rows);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Row {
  readonly model: string;
  readonly "generate, s": string;
  readonly "--check, s": string;
  readonly "memory, MiB": number;
}

function measure(model: string, path: string, out: string): Row {
  const generated = run(["generate", "--model", path, "--out", out]);
  const checked = run(["generate", "--model", path, "--out", out, "--check"]);
  return {
    model,
    "generate, s": generated.seconds.toFixed(1),
    "--check, s": checked.seconds.toFixed(1),
    "memory, MiB": generated.mebibytes,
  };
}

/** Runs the command in a process of its own, which tells the most memory that it held. */
function run(argv: readonly string[]): { readonly seconds: number; readonly mebibytes: number } {
  const program = `
    import { main } from ${JSON.stringify(join(root, "codegen/cli.ts"))};
    const code = await main(${JSON.stringify(argv)}, { out: () => {}, error: (line) => console.error(line) });
    console.log(process.resourceUsage().maxRSS);
    process.exitCode = code;`;
  const script = join(folder, "run.mts");
  writeFileSync(script, program);
  const started = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", script], {
    cwd: root,
    encoding: "utf8",
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(stderr);
  return { seconds, mebibytes: Math.round(Number(stdout) / 1024) };
}

type Node = { readonly [name: string]: unknown };

/** A model as the large services have it: wide structures that share others, lists, enums, patterns, prose. */
function largeModel(operationCount: number, shapeCount: number): Node {
  const id = (name: string): string => `bench.large#${name}`;
  const ref = (name: string, traits: Node = {}): Node => ({ target: id(name), traits });
  const prose =
    "Says what this is for, at the length that such sentences have in models: about a line and a half of text.";
  const documented = (more: Node = {}): Node => ({ "smithy.api#documentation": `<p>${prose}</p>`, ...more });
  const shapes: Record<string, Node> = {};
  const structures = Math.floor((shapeCount - 3 * operationCount) / 2);
  for (let index = 0; index < structures; index++) {
    const name = `Detail${index}`;
    const members: Record<string, Node> = {};
    for (let member = 0; member < 8; member++)
      members[`Member${member}`] = ref(`Text${(index + member) % 50}`, documented());
    // Each holds two that come after it, and every tenth itself: deep, shared by many, recursive.
    for (const next of [2 * index + 1, 2 * index + 2])
      if (next < structures) members[`Next${next}`] = ref(`Detail${next}`);
    if (index % 10 === 9) members.Self = ref(name);
    members.Kind = ref(`Kind${index % 100}`);
    members.Items = ref(`List${index}`);
    shapes[id(name)] = { type: "structure", members, traits: documented() };
    shapes[id(`List${index}`)] = {
      type: "list",
      member: ref(`Text${index % 50}`),
      traits: { "smithy.api#length": { max: 50 } },
    };
  }
  for (let index = 0; index < 50; index++) {
    shapes[id(`Text${index}`)] = {
      type: "string",
      traits: {
        "smithy.api#length": { min: 1, max: 64 + index },
        "smithy.api#pattern": "^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
      },
    };
  }
  for (let index = 0; index < 100; index++) {
    const members = Object.fromEntries(
      Array.from({ length: 12 }, (_, value) => [
        `VALUE_${value}`,
        { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": `Value${value}` } },
      ]),
    );
    shapes[id(`Kind${index}`)] = { type: "enum", members };
  }
  shapes[id("NotFound")] = {
    type: "structure",
    members: { Message: ref("Text0") },
    traits: { "smithy.api#error": "client" },
  };
  for (let index = 0; index < operationCount; index++) {
    const near = (offset: number): string => `Detail${(index * 7919 + offset * 104_729) % structures}`;
    // Most operations name a thing and little more; every fifth describes one.
    const details = index % 5 === 0 ? { First: ref(near(0)), Second: ref(near(3)) } : {};
    const members = { Name: ref("Text0", { "smithy.api#required": {} }), ...details };
    shapes[id(`Update${index}Request`)] = { type: "structure", members, traits: { "smithy.api#input": {} } };
    shapes[id(`Update${index}Response`)] = { type: "structure", members: { Third: ref(near(5)) } };
    shapes[id(`Update${index}`)] = {
      type: "operation",
      input: { target: id(`Update${index}Request`) },
      output: { target: id(`Update${index}Response`) },
      errors: [{ target: id("NotFound") }],
      traits: documented(),
    };
  }
  shapes[id("Large")] = {
    type: "service",
    version: "2026-01-01",
    operations: Array.from({ length: operationCount }, (_, index) => ({ target: id(`Update${index}`) })),
    traits: {
      "aws.api#service": { sdkId: "Large" },
      "aws.auth#sigv4": { name: "large" },
      "aws.protocols#awsJson1_1": {},
      "smithy.api#title": "Large",
    },
  };
  return { smithy: "2.0", shapes };
}
