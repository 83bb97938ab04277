import { join } from "node:path";
import { expect, it } from "vitest";
import { assemble } from "../../codegen/assemble/assemble.js";
import { generate } from "../../codegen/generate.js";
import { loadModelFiles } from "../../codegen/load/load.js";
import { normalise } from "../../codegen/normalise/normalise.js";
import { checkFiles } from "../../codegen/validate/check-files.js";
import { checkModel } from "../../codegen/validate/check-model.js";

const options = { runtime: "shardwright/runtime", command: "shardwright generate", client: "../client.js" };
const folder = join(import.meta.dirname, "../../model/kinesis");

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    if (value instanceof Map) for (const inner of value.values()) deepFreeze(inner);
    else for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

it("never changes the model that it reads: the whole pipeline runs on frozen documents", () => {
  const files = deepFreeze(loadModelFiles([folder]));
  const before = JSON.stringify(files);
  const assembled = deepFreeze(assemble(checkFiles(files)));
  checkModel(assembled);
  const model = deepFreeze(normalise(assembled));
  expect(generate(model, options).files.length).toBeGreaterThan(50);
  expect(JSON.stringify(files)).toBe(before);
});

it("gives the same bytes for the same model, in whatever order its files are read", () => {
  const read = (files: ReturnType<typeof loadModelFiles>): ReturnType<typeof generate> =>
    generate(normalise(assemble(checkFiles(files))), options);
  const files = loadModelFiles([folder]);
  const first = read(files);
  expect(read(files)).toEqual(first);
  expect(read([...files].reverse())).toEqual(first);
});

it("sorts its files and gives no path twice", () => {
  const { files, tests = [] } = generate(normalise(assemble(checkFiles(loadModelFiles([folder])))), options);
  for (const list of [files, tests]) {
    const paths = list.map(({ path }) => path);
    expect(paths).toEqual([...new Set(paths)].sort());
    expect(paths.length).toBeGreaterThan(1);
  }
});
