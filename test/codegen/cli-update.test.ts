import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { main } from "../../codegen/cli.js";
import { exampleService, type Shapes } from "./small-model.js";
import { type ModelFolder, modelFolder } from "./update/model-folder.js";

let published: ModelFolder;
let folder: ModelFolder;
let file = "";

beforeEach(() => {
  published = modelFolder({ "new.json": { shapes: shapes("GetThing", "PutThing") } });
  folder = modelFolder({ "service.json": { shapes: shapes("GetThing") } });
  file = join(published.path, "new.json");
});

afterEach(() => {
  published[Symbol.dispose]();
  folder[Symbol.dispose]();
});

function shapes(...operations: string[]): Shapes {
  return {
    ...exampleService(operations),
    ...Object.fromEntries(operations.map((name) => [`example#${name}`, { type: "operation" }])),
  };
}

async function run(...argv: string[]): Promise<{ code: number; out: string; error: string[] }> {
  const out: string[] = [];
  const error: string[] = [];
  const code = await main(argv, { out: (line) => out.push(line), error: (line) => error.push(line) });
  return { code, out: out.join("\n"), error };
}

it("tells the difference and the files, and then that nothing is left to do", async () => {
  const { code, out, error } = await run("update", file, "--model", `${folder.path}/`);
  expect({ code, error }).toEqual({ code: 0, error: [] });
  expect(out).toMatch(/PutThing/);
  expect(out.split("\n").slice(-3)).toEqual([
    `${folder.path}/service.json: changed`,
    `${folder.path}: 0 files unchanged`,
    `new and still undocumented: 1; shardwright lint ${folder.path} names them`,
  ]);
  expect(Object.keys(folder.shapes("service.json"))).toContain("example#PutThing");
  expect(await run("update", file, "--model", folder.path)).toEqual({
    code: 0,
    out: `${folder.path}: up to date with ${file}`,
    error: [],
  });
});

it("--check writes nothing and ends with 1 when the folder is behind", async () => {
  const before = folder.texts();
  const { code, out, error } = await run("update", file, "--model", folder.path, "--check");
  expect(code).toBe(1);
  expect(out).toContain(`${folder.path}/service.json: would be changed`);
  expect(error).toEqual([`run \`shardwright update ${file} --model ${folder.path}\` to bring the model up to date`]);
  expect(folder.texts()).toEqual(before);
});

it("writes nothing when anything is wrong, and tells it in one line", async () => {
  folder.write("overlay-ours.json", {
    shapes: { "example#GetThing": { type: "apply", traits: { "shardwright#retry": { repeat: "harmless" } } } },
  });
  published.write("new.json", { shapes: shapes("PutThing") });
  const before = folder.texts();
  const { code, out, error } = await run("update", file, "--model", folder.path);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(error).toEqual([
    `${folder.path}/overlay-ours.json: example#GetThing at /shapes/example#GetThing: applies shardwright#retry to what the published model no longer has; remove it, or record a departure`,
  ]);
  expect(folder.texts()).toEqual(before);
});

it("finds the folder of the service by itself", async () => {
  const here = process.cwd();
  using work = modelFolder({});
  try {
    process.chdir(work.path);
    const told = await run("update", file);
    expect(told).toMatchObject({
      code: 2,
      error: ["shardwright: no folder in model/ holds example#Example; name one with --model"],
    });
    for (const name of ["empty", "other", "ours"]) mkdirSync(join(work.path, "model", name), { recursive: true });
    const other = JSON.stringify({ smithy: "2.0", shapes: exampleService([]) }).replaceAll("example#", "other#");
    writeFileSync(join(work.path, "model/other/m.json"), other);
    writeFileSync(join(work.path, "model/ours/m.json"), JSON.stringify({ smithy: "2.0", shapes: shapes("GetThing") }));
    const { code, out } = await run("update", file);
    expect(code).toBe(0);
    expect(out).toContain("model/ours/m.json: changed");
  } finally {
    process.chdir(here);
  }
});

it.each([
  [["update"], "update wants a published model; see shardwright --help"],
  [["update", "a", "b"], "unexpected argument b; see shardwright --help"],
  [["update", "none.json", "--model", "m"], "none.json: no such file or folder"],
  [["lint"], "lint wants a model; see shardwright --help"],
  [["lint", "m", "--format", "xml"], "--format is text or json, not xml"],
])("%j: %s", async (argv, message) => {
  expect(await run(...argv)).toEqual({ code: 2, out: "", error: [`shardwright: ${message}`] });
});

it("lint tells findings with 1, in a line each or as JSON, and nothing to mend with 0", async () => {
  const place = `${folder.path}/service.json: example#GetThing at /shapes/example#GetThing`;
  const text = await run("lint", folder.path);
  expect({ code: text.code, error: text.error }).toEqual({ code: 1, error: [] });
  expect(text.out.split("\n")).toContain(`${place}: no-example: the operation has no example; add one`);
  const json = await run("lint", folder.path, "--format", "json");
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out).findings).toContainEqual({
    rule: "no-example",
    file: `${folder.path}/service.json`,
    shape: "example#GetThing",
    pointer: "/shapes/example#GetThing",
    advice: "the operation has no example; add one",
  });
  const documented = exampleService([], {}, { "smithy.api#documentation": "A service." });
  folder.write("service.json", { shapes: documented });
  expect(await run("lint", folder.path)).toEqual({ code: 0, out: `${folder.path}: nothing to mend`, error: [] });
});

it("lint refuses a model that the generator cannot read", async () => {
  folder.write("service.json", {
    shapes: { ...shapes("GetThing"), "example#L": { type: "list", member: { target: "example#X" } } },
  });
  const { code, error } = await run("lint", folder.path);
  expect(code).toBe(2);
  expect(error).toEqual([expect.stringContaining("service.json: example#L at /shapes/example#L/member/target: ")]);
});
