/**
 * A model of our own that has every kind of shape and trait, with names that mean something to JavaScript, to the runtime
 * or to the generated code: it must generate, pass the strictest type checks, load, and pass the tests that it yields.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { main } from "../../codegen/cli.js";

const root = join(import.meta.dirname, "../..");
const model = readFileSync(join(import.meta.dirname, "fixtures/every-trait.smithy.json"), "utf8");

mkdirSync(join(root, "test/.tmp"), { recursive: true });
// The generated tests look for their support two folders up.
const folder = mkdtempSync(join(root, "test/.tmp/every-"));
const tests = `${folder}-tests`;
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(tests, { recursive: true, force: true });
});

const notices: string[] = [];

async function generate(text: string, out: string, ...more: readonly string[]): Promise<void> {
  const path = `${out}.json`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
  const runtime = relative(out, join(root, "runtime/for-generated.js")).replaceAll("\\", "/");
  const code = await main(["generate", "--model", path, "--out", out, "--runtime", runtime, ...more], {
    out: () => {},
    error: (line) => notices.push(line),
  });
  if (code !== 0) throw new Error(notices.join("\n"));
}

const out = join(folder, "json-1-0");
await generate(model, out, "--tests", tests);
await generate(model.replaceAll("awsJson1_0", "awsJson1_1"), join(folder, "json-1-1"));

describe("the client of every trait", () => {
  it.each([
    ["NodeNext", "NodeNext", true],
    ["NodeNext", "NodeNext", false],
    ["ESNext", "Bundler", true],
    ["ESNext", "Bundler", false],
  ])(
    "passes the type check with module %s, resolution %s, exact optional properties %s",
    (module, resolution, exact) => {
      const compilerOptions = { module, moduleResolution: resolution, exactOptionalPropertyTypes: exact };
      const config = { extends: relative(folder, join(root, "tsconfig.json")), compilerOptions, include: ["**/*.ts"] };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
      const tsc = join(root, "node_modules/typescript/bin/tsc");
      const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
      expect(stdout).toBe("");
      expect(status).toBe(0);
    },
    120_000,
  );

  it("tells which patterns it leaves to the service, and generates nevertheless", () => {
    const about = notices.filter((line) => line.includes("has no faithful JavaScript form"));
    expect(about.some((line) => line.includes("^[a-z&&[^b]]+$"))).toBe(true);
    expect(about.some((line) => line.includes("^(a of"))).toBe(true);
    expect(about.some((line) => line.includes("Print"))).toBe(false);
    expect(new Set(about).size).toBe(about.length / 2); // for each of the two protocols
  });

  it("speaks either version of the protocol", async () => {
    for (const version of ["1.0", "1.1"]) {
      const path = join(folder, `json-${version.replace(".", "-")}`, "service.ts");
      expect(readFileSync(path, "utf8")).toContain(`jsonVersion: "${version}"`);
    }
  });
});

// The tests that the model yields, each operation called with all its members: importing declares them.
for (const name of readdirSync(tests).sort()) await import(/* @vite-ignore */ join(tests, name));
