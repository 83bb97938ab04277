/** Every TypeScript block of README.md and docs/ compiles against the sources, and runs (see support/code-blocks.ts). */

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CodeBlock, codeBlocks } from "./support/code-blocks.js";
import { startFaultServer } from "./support/fault-server/server.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);
const loopbackOnly = new URL("support/loopback-only.ts", import.meta.url).href;
const documents = ["README.md", ...markdownIn("docs")];
const blocks = documents.flatMap((file) => codeBlocks(file, readFileSync(join(root, file), "utf8")));
let folder = "";

beforeAll(() => {
  // Inside the repository, where the packages are found.
  mkdirSync(join(root, "test", ".tmp"), { recursive: true });
  folder = mkdtempSync(join(root, "test", ".tmp", "readme-"));
  for (const [index, block] of blocks.entries()) writeFileSync(pathOf(index), `${block.code}export {};\n`);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("there are blocks to test", () => {
  expect(blocks.filter(({ file }) => file === "README.md").length).toBeGreaterThan(0);
});

test("all of them compile", async () => {
  const output = await run(join(root, "node_modules", ".bin", "tsc"), ["-p", folder], { cwd: root }).catch(
    ({ stdout }: { stdout: string }) => ({ stdout }),
  );
  expect(inMarkdown(output.stdout)).toBe("");
}, 120_000);

describe("each of them runs", () => {
  const runnable = blocks
    .map((block, index) => ({ ...block, index, place: `${block.file}:${block.line}` }))
    .filter((block) => block.run);

  test.each(runnable)(
    "$place",
    async ({ index }) => {
      await using server = await startFaultServer();
      server.account.createStream("orders", 2);
      const { accessKeyId, secretAccessKey } = server.credentials;
      await run(
        process.execPath,
        ["--import", "tsx", "--import", loopbackOnly, "--conditions", "shardwright-source", pathOf(index)],
        {
          cwd: folder,
          timeout: 60_000,
          env: {
            ...process.env,
            AWS_ENDPOINT_URL: server.url,
            AWS_REGION: server.region,
            AWS_ACCESS_KEY_ID: accessKeyId,
            AWS_SECRET_ACCESS_KEY: secretAccessKey,
            TSX_TSCONFIG_PATH: join(folder, "tsconfig.json"),
          },
        },
      );
      expect(server.requests.filter(({ signature }) => signature !== "ok")).toEqual([]);
    },
    90_000,
  );
});

describe("the blocks of a text", () => {
  const fence = "```";
  const text = [
    "# Title",
    `${fence}ts`,
    "const a = 1;",
    fence,
    `${fence}sh`,
    "npm test",
    fence,
    `  ${fence}ts continued`,
    "  a;",
    `  ${fence}`,
    `${fence}ts no-run`,
    "b",
    fence,
  ].join("\n");

  test("are found with their lines, joined, and marked", () => {
    const found: CodeBlock[] = codeBlocks("x.md", text);
    expect(found).toEqual([
      { file: "x.md", line: 2, code: "const a = 1;\n", run: true },
      { file: "x.md", line: 8, code: "const a = 1;\n\na;\n", run: true },
      { file: "x.md", line: 11, code: "b\n", run: false },
    ]);
  });

  test("that say something unknown, or never end, are refused", () => {
    expect(() => codeBlocks("x.md", `${fence}ts norun\n${fence}`)).toThrow('x.md:1: unknown word "norun"');
    expect(() => codeBlocks("x.md", `\n${fence}ts\n`)).toThrow("x.md:2: the code block never ends");
    expect(() => codeBlocks("x.md", `${fence}ts continued\n${fence}`)).toThrow("there is no block to continue");
  });
});

function pathOf(index: number): string {
  return join(folder, `block-${index}.ts`);
}

/** The repository's own strictness, but for what would be in the way of a short example; the package by its name. */
function configuration(): object {
  const source = (path: string): string[] => [relative(folder, join(root, path))];
  return {
    extends: relative(folder, join(root, "tsconfig.json")),
    compilerOptions: {
      noUnusedLocals: false,
      noUnusedParameters: false,
      isolatedDeclarations: false,
      declaration: false,
      paths: {
        shardwright: source("generated/kinesis/index.ts"),
        "shardwright/client": source("generated/kinesis/client.ts"),
        "shardwright/consumer": source("streams/consumer/index.ts"),
        "shardwright/runtime": source("runtime/for-generated.ts"),
        "shardwright/runtime/node": source("runtime/for-node.ts"),
        "shardwright/validators": source("generated/kinesis/validators/index.ts"),
      },
    },
    include: ["*.ts"],
  };
}

/** Compiler messages with the place in the Markdown instead of the temporary file. */
function inMarkdown(messages: string): string {
  return messages.replace(/^\S*block-(\d+)\.ts\((\d+),\d+\)/gm, (_, index: string, line: string) => {
    const block = blocks[Number(index)];
    return block === undefined ? _ : `${block.file}, block at line ${block.line}, its line ${line}`;
  });
}

function markdownIn(name: string): string[] {
  return readdirSync(join(root, name), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => join(name, file));
}
