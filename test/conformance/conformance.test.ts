/**
 * The rules of awsJson 1.0 and 1.1 as cases of `smithy.test` in a model of our own (`model/conformance.json`): the model is
 * generated for either version of the protocol, and the tests that it yields are run here, over a socket.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { main } from "../../codegen/cli.js";

const root = join(import.meta.dirname, "../..");
const published = readFileSync(join(import.meta.dirname, "model/conformance.json"), "utf8");

// The generated tests look for their support two folders up.
mkdirSync(join(root, "test/.tmp"), { recursive: true });
const folder = mkdtempSync(join(root, "test/.tmp/conformance-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Generates a variant of the model, and tells where its tests are. */
async function generated(name: string, model: string): Promise<string> {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, model);
  const out = join(folder, name, "client");
  const tests = join(root, "test/.tmp", `${folder.split(/[\\/]/).at(-1)}-${name}`);
  const errors: string[] = [];
  const runtime = relative(out, join(root, "runtime/for-generated.js")).replaceAll("\\", "/");
  const argv = ["generate", "--model", path, "--out", out, "--tests", tests, "--runtime", runtime];
  const code = await main(argv, { out: () => {}, error: (line) => errors.push(line) });
  if (code !== 0) throw new Error(errors.join("\n"));
  afterAll(() => rmSync(tests, { recursive: true, force: true }));
  return tests;
}

const variants = {
  "awsJson 1.0": published,
  "awsJson 1.1": published.replaceAll("awsJson1_0", "awsJson1_1").replaceAll("x-amz-json-1.0", "x-amz-json-1.1"),
};

for (const [name, model] of Object.entries(variants)) {
  const tests = await generated(name.replaceAll(" ", "-").toLowerCase(), model);
  // A suite of its own for each, since importing declares the tests.
  await import(/* @vite-ignore */ join(tests, "protocol.test.ts"));
  describe(name, () => {
    it("has cases for requests, responses and faults", () => {
      const text = readFileSync(join(tests, "protocol.test.ts"), "utf8");
      expect(text.match(/ request: \{/g)?.length).toBeGreaterThan(40);
      expect(text.match(/ response: \{/g)?.length).toBeGreaterThan(70);
      expect(text.match(/ error: \{/g)?.length).toBeGreaterThan(15);
    });
  });
}

// What a published client does without its model saying so.
const machineLearning = readFileSync(join(import.meta.dirname, "model/machine-learning.json"), "utf8");
await import(/* @vite-ignore */ join(await generated("machine-learning", machineLearning), "protocol.test.ts"));
