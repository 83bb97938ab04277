/** The generated tree is what the generator makes of the model today, and makes again the same. */

import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test("npm run check:generated finds no difference", async () => {
  // Rejects, with what the command printed, on any exit code other than 0.
  await run("npm", ["run", "--silent", "check:generated"], { cwd: root });
}, 120_000);

test("two generations are the same to the byte, and the same as the tree", async () => {
  const [first, second] = [await generate(), await generate()];
  expect([...first.keys()]).toEqual([...second.keys()]);
  for (const [name, bytes] of first) expect(bytes.equals(second.get(name) as Buffer), name).toBe(true);

  const tree = read(join(root, "generated", "kinesis"));
  expect(tree.size).toBeGreaterThan(50);
  const names = [...first.keys()].filter((name) => name.startsWith("out/")).map((name) => name.slice("out/".length));
  expect(names).toEqual([...tree.keys()]);
  for (const [name, bytes] of tree) expect(bytes.equals(first.get(`out/${name}`) as Buffer), name).toBe(true);
}, 240_000);

/** Generates into a new folder, with the arguments of `npm run generate` otherwise. */
async function generate(): Promise<Map<string, Buffer>> {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: { generate: string } };
  const folder = mkdtempSync(join(tmpdir(), "shardwright-generation-"));
  folders.push(folder);
  const [program = "", ...given] = scripts.generate.match(/"[^"]*"|\S+/g) ?? [];
  const replaced: Readonly<Record<string, string>> = { "--out": join(folder, "out"), "--tests": join(folder, "tests") };
  const replacedArguments = given.map(
    (argument, index) => replaced[given[index - 1] ?? ""] ?? argument.replaceAll('"', ""),
  );
  await run(program, replacedArguments, { cwd: root });
  return read(folder);
}

/** Every file below a folder, by its path, in a fixed order. */
function read(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name))]));
}
