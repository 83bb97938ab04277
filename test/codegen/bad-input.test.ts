import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../codegen/cli.js";
import { exampleService, type Shapes } from "./small-model.js";

let folder = "";
let out = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shardwright-bad-"));
  out = `${folder}/out`;
});

afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, shapes: Shapes, smithy = "2.0"): string {
  writeFileSync(`${folder}/${name}`, JSON.stringify({ smithy, shapes }));
  return `${folder}/${name}`;
}

/** What stderr got, with the folder's name taken away; proves exit code 2 and that nothing else was told or written. */
async function refused(...models: string[]): Promise<string[]> {
  const error: string[] = [];
  const told: string[] = [];
  const before = tree();
  const argv = ["generate", ...models.flatMap((model) => ["--model", model]), "--out", out];
  const code = await main(argv, { out: (line) => told.push(line), error: (line) => error.push(line) });
  expect({ code, told }).toEqual({ code: 2, told: [] });
  expect(tree()).toEqual(before);
  return error.map((line) => line.replaceAll(`${folder}/`, ""));
}

function tree(): { [path: string]: string } {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

describe("a model is refused in one line with file and place", () => {
  it("when it is no JSON", async () => {
    writeFileSync(`${folder}/m.json`, '{\n  "smithy": 2.0,\n}');
    expect(await refused(`${folder}/m.json`)).toEqual(["m.json: not JSON: expected a string at line 3, column 1"]);
  });

  it.each(["1.0", "3.0", "two"])("when its AST is of version %s", async (version) => {
    expect(await refused(put("m.json", exampleService([]), version))).toEqual([
      expect.stringMatching(/^m\.json: at \/smithy: /),
    ]);
  });

  it("when a target leads nowhere", async () => {
    const list = { "example#L": { type: "list", member: { target: "example#Gone" } } };
    expect(await refused(put("m.json", { ...exampleService([]), ...list }))).toEqual([
      "m.json: example#L at /shapes/example#L/member/target: no such shape: example#Gone",
    ]);
  });

  it("when two files define a shape differently", async () => {
    const models = [
      put("a.json", { ...exampleService([]), "example#S": { type: "string" } }),
      put("b.json", { "example#S": { type: "blob" } }),
    ];
    expect(await refused(...models)).toEqual([
      "b.json: example#S at /shapes/example#S: the shape is defined differently in a.json",
    ]);
  });

  it("when mixins go in a circle", async () => {
    const mixin = (other: string): object => ({
      type: "structure",
      members: {},
      mixins: [{ target: other }],
      traits: { "smithy.api#mixin": {} },
    });
    const shapes = { "example#A": mixin("example#B"), "example#B": mixin("example#A") };
    expect(await refused(put("m.json", { ...exampleService([]), ...shapes }))).toEqual([
      expect.stringMatching(/^m\.json: example#[AB] at \/shapes\/example#[AB]\/mixins: the mixins go in a circle$/),
    ]);
  });

  it.each(["aws.protocols#restJson1", "aws.protocols#awsJson2_0"])("when it speaks %s alone", async (protocol) => {
    const [[id, service] = []] = Object.entries(exampleService([]));
    const { traits, ...rest } = service as { readonly traits: { readonly [id: string]: unknown } };
    const { "aws.protocols#awsJson1_1": _, ...others } = traits;
    const model = put("m.json", { [String(id)]: { ...rest, traits: { ...others, [protocol]: {} } } });
    const [first = "", ...more] = await refused(model);
    expect(first).toMatch(/^m\.json: example#Example at \/shapes\/example#Example.*(?:awsJson|aws\.protocols)/);
    for (const line of more) expect(line).toMatch(/^m\.json: example#Example /);
  });
});

describe("an output folder is left as it is", () => {
  it("when a file is in the way that was not generated", async () => {
    const model = put("m.json", exampleService([]));
    writeFileSync(`${folder}/out`, "a file");
    expect((await refused(model)).join("\n")).toMatch(/^shardwright: out\/.*: /);
  });

  // The superuser writes everywhere.
  it.skipIf(process.getuid?.() === 0)("when the disk may only be read", async () => {
    const model = put("m.json", exampleService([]));
    chmodSync(folder, 0o555);
    try {
      expect(await refused(model)).toEqual([
        expect.stringMatching(/^shardwright: out.*: cannot be written, nothing was changed: /),
      ]);
    } finally {
      chmodSync(folder, 0o755);
    }
    expect(existsSync(out)).toBe(false);
  });
});

it("goes over what a killed run left half done: the old files come back, and then the new ones come", async () => {
  const model = put("m.json", exampleService([]));
  const quiet = { out: () => {}, error: () => {} };
  const generate = (): Promise<number> => main(["generate", "--model", model, "--out", out], quiet);
  await generate();
  const whole = tree();
  const types = `${out}/types.ts`;
  writeFileSync(`${types}.shardwright-old`, readFileSync(types));
  writeFileSync(types, "// half\n");
  writeFileSync(`${out}/index.ts.shardwright-new`, "// half\n");
  writeFileSync(`${out}/.shardwright-journal`, '{"added":[]}\n');
  expect(await generate()).toBe(0);
  expect(tree()).toEqual(whole);
});
