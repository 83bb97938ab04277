/**
 * The names that each entry of the package exports, values by loading it and types by reading its declarations'
 * source, against a list under version control. A change here is a change that users feel: it belongs in the
 * CHANGELOG. To accept one: `UPDATE_PUBLIC_API=1 npx vitest run test/public-api.test.ts`.
 */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Project } from "ts-morph";
import { describe, expect, test } from "vitest";

interface Surface {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** The entries of package.json's `exports`, and the source that each is built from. */
const entries: Readonly<Record<string, string>> = {
  ".": "generated/kinesis/index.ts",
  "./client": "generated/kinesis/client.ts",
  "./consumer": "streams/consumer/index.ts",
  "./runtime": "runtime/for-generated.ts",
  "./runtime/node": "runtime/for-node.ts",
  "./validators": "generated/kinesis/validators/index.ts",
};
const root = new URL("../", import.meta.url);
const listPath = fileURLToPath(new URL("test/fixtures/public-api.json", root));
const updating = process.env.UPDATE_PUBLIC_API === "1";
// No fallback: a list that is missing must fail, or the test would pass for want of an expectation.
const expected: Readonly<Record<string, Surface>> =
  updating && !existsSync(listPath) ? {} : JSON.parse(readFileSync(listPath, "utf8"));

test("every entry of package.json is listed", () => {
  const { exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
    exports: Record<string, unknown>;
  };
  const code = Object.keys(exports).filter((entry) => !entry.endsWith(".json"));
  expect(code.sort()).toEqual([...code.filter((entry) => entry in entries)].sort());
  if (!updating) expect(Object.keys(expected).sort()).toEqual(Object.keys(entries).sort());
});

const project = new Project({
  tsConfigFilePath: fileURLToPath(new URL("tsconfig.json", root)),
  skipAddingFilesFromTsConfig: true,
});
const actual: Record<string, Surface> = {};

describe.each(Object.entries(entries))("%s", (entry, file) => {
  test("exports what is listed", async () => {
    const values = Object.keys((await import(new URL(file, root).href)) as object).sort();
    const source = project.addSourceFileAtPath(fileURLToPath(new URL(file, root)));
    project.resolveSourceFileDependencies();
    const names = [...source.getExportedDeclarations().keys()].sort();
    actual[entry] = { values, types: names.filter((name) => !values.includes(name)) };
    if (updating) writeFileSync(listPath, `${JSON.stringify(actual, undefined, 2)}\n`);
    else expect(actual[entry]).toEqual(expected[entry]);
  }, 60_000);

  test("exports nothing by default", async () => {
    expect(Object.keys((await import(new URL(file, root).href)) as object)).not.toContain("default");
  });
});

test("the operations, faults, paginators and waiters of the model are all there", async () => {
  const { modelFaults, modelOperations } = await import("./support/model-reader.js");
  const index = (await import("../generated/kinesis/index.js")) as unknown as Record<string, unknown>;
  const { prototype } = index.Kinesis as { prototype: object };
  for (const { method } of modelOperations) {
    expect(index[method], method).toBeTypeOf("function");
    expect((prototype as Record<string, unknown>)[method], `Kinesis.${method}`).toBeTypeOf("function");
  }
  for (const { name } of modelFaults) expect(index[name], name).toBeTypeOf("function");
});
