import {
  existsSync,
  mkdirSync,
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
import { exampleService } from "./small-model.js";

let folder = "";
let out = "";
let tests = "";
let model = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shardwright-cli-"));
  out = `${folder}/generated`;
  tests = `${folder}/tests`;
  model = `${folder}/model.json`;
  writeModel(["GetThing", "PutThing"]);
});

afterEach(() => rmSync(folder, { recursive: true }));

function writeModel(operations: readonly string[]): void {
  const endpointRuleSet = {
    version: "1.0",
    parameters: { Region: { builtIn: "AWS::Region", required: true, type: "string", documentation: "The region" } },
    rules: [{ conditions: [], endpoint: { url: "https://example.{Region}.amazonaws.com" }, type: "endpoint" }],
  };
  const shapes = {
    ...exampleService(operations, {}, { "smithy.rules#endpointRuleSet": endpointRuleSet }),
    ...Object.fromEntries(
      operations.map((name) => [`example#${name}`, { type: "operation", input: { target: "example#Thing" } }]),
    ),
    "example#Thing": { type: "structure", members: { Name: { target: "smithy.api#String" } } },
  };
  writeFileSync(model, JSON.stringify({ smithy: "2.0", shapes }));
}

async function run(...argv: string[]): Promise<{ code: number; out: string[]; error: string[] }> {
  const lines = { out: [] as string[], error: [] as string[] };
  const code = await main(argv, { out: (line) => lines.out.push(line), error: (line) => lines.error.push(line) });
  return { code, ...lines };
}

const generate = (...more: string[]): ReturnType<typeof run> =>
  run("generate", "--model", model, "--out", out, "--tests", tests, ...more);

/** All files below the folder with their texts. */
function tree(): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

describe("generate", () => {
  it("writes a client and its tests, and then has nothing to do", async () => {
    const first = await generate();
    expect(first).toMatchObject({ code: 0, error: [] });
    expect(first.out).toEqual([
      expect.stringMatching(new RegExp(`^new: [1-9]\\d* \\(${out}/client.ts, ${out}/codecs.ts, .*, \\.\\.\\.\\)$`)),
      "changed: none",
      "removed: none",
    ]);
    const { files, tests: testFiles } = JSON.parse(readFileSync(`${out}/manifest.json`, "utf8")) as {
      files: string[];
      tests: string[];
    };
    expect(files).toEqual(expect.arrayContaining(["client.ts", "index.ts", "operations/get-thing.ts", "types.ts"]));
    expect(files.every((path) => existsSync(`${out}/${path}`))).toBe(true);
    expect(testFiles.every((path) => existsSync(`${tests}/${path}`))).toBe(true);
    const second = await generate();
    expect(second.out).toEqual([`up to date: ${files.length + testFiles.length + 1} files`]);
  });

  it("gives the same bytes each time, whatever was there before", async () => {
    await generate();
    const first = tree();
    writeModel(["Other"]);
    await generate();
    expect(tree()).not.toEqual(first);
    writeModel(["GetThing", "PutThing"]);
    await generate();
    expect(tree()).toEqual(first);
  });

  it("ends every file with one line break and names no place of this disk", async () => {
    await generate();
    for (const [path, text] of Object.entries(tree())) {
      if (path === "model.json") continue;
      expect(text, path).toMatch(/[^\n]\n$/);
      expect(text, path).not.toContain(folder);
    }
  });

  it("removes what the model no longer yields, tests too", async () => {
    await generate();
    writeModel(["GetThing"]);
    const { out: lines } = await generate();
    expect(lines).toEqual([
      "new: none",
      expect.stringMatching(/^changed: \d+ \(/),
      `removed: 3 (${out}/operations/put-thing.ts, ${out}/validators/put-thing.ts, ${tests}/put-thing.test.ts)`,
    ]);
    expect(existsSync(`${out}/operations/put-thing.ts`)).toBe(false);
    expect(existsSync(`${out}/validators/put-thing.ts`)).toBe(false);
    expect(existsSync(`${tests}/put-thing.test.ts`)).toBe(false);
    expect(existsSync(`${out}/operations/get-thing.ts`)).toBe(true);
  });

  it("writes no tests when none are asked for", async () => {
    expect((await run("generate", "--model", model, "--out", out)).out[0]).not.toContain(tests);
    expect(existsSync(tests)).toBe(false);
  });

  it("names the runtime and the command that it was given", async () => {
    await generate("--runtime", "../rt/for-generated.js", "--command", "npm run generate");
    const types = readFileSync(`${out}/service.ts`, "utf8");
    expect(types.split("\n")[0]).toMatch(
      /^\/\/ Generated by shardwright from the model Example 2020-01-01\..*`npm run generate`/,
    );
    expect(types).toContain('from "../rt/for-generated.js"');
    await generate();
    expect(readFileSync(`${out}/service.ts`, "utf8")).toContain('from "shardwright/runtime"');
  });

  it("keeps out of the way of files that it did not write, and then writes nothing", async () => {
    mkdirSync(out);
    writeFileSync(`${out}/types.ts`, "export type Mine = 1;\n");
    const before = tree();
    const { code, error } = await generate();
    expect(code).toBe(2);
    expect(error).toEqual([
      `shardwright: ${out}/types.ts: in the way and not generated; move it or choose another folder`,
    ]);
    expect(tree()).toEqual(before);
  });
});

describe("generate --check", () => {
  it("says that all is well", async () => {
    await generate();
    const { code, out: lines, error } = await generate("--check");
    expect({ code, error }).toEqual({ code: 0, error: [] });
    expect(lines).toEqual([expect.stringMatching(/^up to date: \d+ files$/)]);
  });

  it("names what is missing, different, superfluous or not generated, and the command; it writes nothing", async () => {
    const command = ["--command", "npm run generate"];
    writeModel(["GetThing", "PutThing", "OldThing"]);
    await generate(...command);
    writeModel(["GetThing", "PutThing"]);
    const types = readFileSync(`${out}/types.ts`, "utf8");
    writeFileSync(`${out}/types.ts`, `${types}// changed\n`);
    rmSync(`${tests}/get-thing.test.ts`);
    writeFileSync(`${out}/notes.txt`, "mine");
    const before = tree();
    const { code, out: lines, error } = await generate("--check", ...command);
    expect(code).toBe(1);
    expect(lines).toEqual([]);
    expect(error).toEqual(
      expect.arrayContaining([
        `${out}/types.ts: differs from what the model yields`,
        `${out}/operations/old-thing.ts: superfluous, the model no longer yields it`,
        `${tests}/get-thing.test.ts: missing`,
        `${out}/notes.txt: not generated; move or remove it by hand`,
        "run `npm run generate` to bring the files up to date",
      ]),
    );
    expect(tree()).toEqual(before);
  });

  it("fails for a changed line break alone", async () => {
    await generate();
    writeFileSync(`${out}/types.ts`, readFileSync(`${out}/types.ts`, "utf8").replaceAll("\n", "\r\n"));
    expect((await generate("--check")).code).toBe(1);
  });
});

describe("bad input", () => {
  it("tells every fault of the model in a line of its own, and writes nothing", async () => {
    const shapes = {
      ...exampleService(["Gone"]),
      "example#S": { type: "structure", members: { A: { target: "example#B" } }, traits: { "strange#trait": {} } },
    };
    writeFileSync(model, JSON.stringify({ smithy: "2.0", shapes }));
    const { code, error } = await generate();
    expect(code).toBe(2);
    expect(error).toEqual([
      `${model}: example#Example at /shapes/example#Example/operations/0/target: no such shape: example#Gone`,
      `${model}: example#S at /shapes/example#S/members/A/target: no such shape: example#B`,
      `${model}: example#S at /shapes/example#S/traits/strange#trait: unknown trait strange#trait: it may change the wire or the behaviour, so it is not passed over`,
    ]);
    expect(existsSync(out)).toBe(false);
  });

  it("tells where JSON is broken", async () => {
    writeFileSync(model, '{"smithy": "2.0",\n');
    expect(await generate()).toEqual({
      code: 2,
      out: [],
      error: [`${model}: not JSON: expected a string at line 2, column 1`],
    });
  });

  it.each([
    [[], "no command given; see shardwright --help"],
    [["generat"], "unknown command generat; see shardwright --help"],
    [["generate"], "--model is missing; see shardwright --help"],
    [["generate", "--model", "m"], "--out is missing; see shardwright --help"],
    [["generate", "--model", "m", "--out", ""], "--out is empty"],
    [["generate", "more", "--model", "m", "--out", "o"], "unexpected argument more; see shardwright --help"],
    [["generate", "--model", "none.json", "--out", "o"], "none.json: no such file or folder"],
    [["generate", "--model", "m", "--out", "o", "--tests", "./o/"], "--out and --tests are the same folder"],
  ])("%j: %s", async (argv, message) => {
    expect(await run(...argv)).toEqual({ code: 2, out: [], error: [`shardwright: ${message}`] });
  });

  it("refuses unknown options in one line, with a stack only for --debug", async () => {
    const plain = await run("generate", "--modle", "x");
    expect(plain).toMatchObject({ code: 2, out: [] });
    expect(plain.error).toHaveLength(1);
    expect(plain.error[0]).toContain("--modle");
    const debug = await run("generate", "--debug");
    expect(debug.error).toHaveLength(2);
    expect(debug.error[1]).toContain("\n    at ");
  });
});

it("--help tells all options and ends well", async () => {
  const { code, out: lines, error } = await run("--help");
  expect({ code, error }).toEqual({ code: 0, error: [] });
  for (const option of ["--model", "--out", "--tests", "--runtime", "--check", "--debug", "--command"]) {
    expect(lines.join("\n")).toContain(option);
  }
});
