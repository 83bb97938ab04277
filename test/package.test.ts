/**
 * The packages as people get them: packed, unpacked into an empty project, imported and type-checked there.
 * Dependencies are found in this repository's own node_modules, so nothing is downloaded.
 */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeBlocks } from "./support/code-blocks.js";
import { developmentTool, packedPackage, run as runIn } from "./support/packed-package.js";

let project = "";
let tarballs: readonly string[] = [];

function run(command: string, args: readonly string[]): string {
  return runIn(command, args, project);
}

beforeAll(() => {
  const { folder, tarball, generatorTarball } = packedPackage();
  project = folder;
  tarballs = [tarball, generatorTarball];
}, 120_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

const consumer = `
import { Kinesis, ResourceNotFoundException, type PutRecordOutput } from "shardwright";
import { Kinesis as LeanKinesis, KinesisClient, putRecord } from "shardwright/client";
import { subscribe, type ShardSubscription } from "shardwright/consumer";
import { ServiceError, ValidationError } from "shardwright/runtime";
import { validatePutRecordInput } from "shardwright/validators";

const config = { region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } };
const kinesis = new Kinesis(config);
const lean: LeanKinesis = new LeanKinesis(config);
const answer: Promise<PutRecordOutput> = putRecord(new KinesisClient(config), { StreamName: "", PartitionKey: "k", Data: "d" });
const outcome: unknown = await answer.catch((error: unknown) => error);
if (!(outcome instanceof ValidationError)) throw new Error("the lean client did not validate");
if (!(kinesis instanceof LeanKinesis)) throw new Error("the Node client is no kind of the lean client");
if (!(ResourceNotFoundException.prototype instanceof ServiceError)) throw new Error("two copies of the runtime");
if (validatePutRecordInput({})) throw new Error("an empty input is valid");
const subscription: ShardSubscription = subscribe(kinesis, {
  consumerARN: "arn:aws:kinesis:us-east-1:111122223333:stream/orders/consumer/reader:1",
  shardId: "shardId-000000000000",
  startingPosition: { Type: "LATEST" },
});
await subscription[Symbol.asyncDispose]();
lean.close();
console.log("fine");
`;

/** Prints the stacks of three errors: a call that breaks the model, one that the service refuses, a wrong option. */
const throwing = `
import { Kinesis } from "shardwright/client";

const body = new TextEncoder().encode('{"__type":"ResourceNotFoundException","message":"There is none."}');
const transport = {
  send: async () => ({ status: 400, headers: { "content-type": "application/x-amz-json-1.1" }, body }),
  close() {},
};
const config = { region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" }, transport };
const kinesis = new Kinesis(config);
const stackOf = async (fail: () => unknown) => {
  try {
    await fail();
  } catch (error) {
    return error.stack.split("\\n");
  }
};
console.log(JSON.stringify([
  await stackOf(() => kinesis.putRecord({ StreamName: "no blanks", PartitionKey: "", Data: "x" })),
  await stackOf(() => kinesis.putRecord({ StreamName: "orders", PartitionKey: "key", Data: "x" })),
  await stackOf(() => new Kinesis({ ...config, endpoint: "nonsense" })),
]));
`;

describe("the packed package", () => {
  it("is imported from ESM", () => {
    writeFileSync(join(project, "consumer.mjs"), transformSync(consumer, { loader: "ts" }).code);
    expect(run("node", ["consumer.mjs"])).toBe("fine\n");
  });

  it("is loaded by require()", () => {
    const script = `const { Kinesis } = require("shardwright"); const { KinesisClient } = require("shardwright/client");
      if (!(Kinesis.prototype instanceof KinesisClient)) throw new Error("not the same client"); console.log("fine");`;
    expect(run("node", ["--no-warnings", "-e", script])).toBe("fine\n");
  });

  it.each([
    ["shardwright", "../generated/kinesis/index.js"],
    ["shardwright/client", "../generated/kinesis/client.js"],
    ["shardwright/consumer", "../streams/consumer/index.js"],
    ["shardwright/runtime", "../runtime/for-generated.js"],
    ["shardwright/runtime/node", "../runtime/for-node.js"],
    ["shardwright/validators", "../generated/kinesis/validators/index.js"],
  ])("exports from %s what its source exports", async (entry, source) => {
    const script = `console.log(JSON.stringify(Object.keys(await import(${JSON.stringify(entry)})).sort()))`;
    const exported: unknown = JSON.parse(run("node", ["--input-type=module", "-e", script]));
    expect(exported).toEqual(Object.keys(await import(source)).sort());
  });

  it("is few files, each of which costs time to load, and none of another platform", () => {
    const folder = join(project, "node_modules", "shardwright", "dist");
    const node = { "#platform": "runtime/platform/node.js" };
    expect([...loads(folder, "generated/kinesis/client.js", node)].sort()).toEqual([
      "chunks/runtime.js",
      "generated/kinesis/client.js",
      "generated/kinesis/validators/index.js",
      "runtime/platform/node.js",
    ]);
    const web = { "#platform": "runtime/platform/web.js" };
    expect([...loads(folder, "generated/kinesis/client.js", web)].filter((file) => /node/.test(file))).toEqual([]);
    const ofRuntime = [...loads(folder, "runtime/for-generated.js", node)];
    expect(ofRuntime.filter((file) => /generated\/kinesis/.test(file))).toEqual([]);
  });

  it("loads Node's modules that an import does not need with the first call that does", () => {
    const script = (entry: string) => `
      const { Kinesis } = await import(${JSON.stringify(entry)});
      const loaded = () => process.moduleLoadList.filter((name) => /^NativeModule (https?|http2|zlib|os)$/.test(name));
      const imported = loaded();
      const config = { region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" }, maxAttempts: 1 };
      const kinesis = new Kinesis({ ...config, endpoint: "http://127.0.0.1:1" });
      await kinesis.listStreams().catch(() => {});
      console.log(JSON.stringify([imported, loaded()]));`;
    for (const entry of ["shardwright/client", "shardwright"]) {
      const [imported, called] = JSON.parse(run("node", ["--input-type=module", "-e", script(entry)])) as string[][];
      expect(imported).toEqual([]);
      expect(called).toEqual(["NativeModule http"]);
    }
  });

  // The runtime and what `#platform` means import each other.
  it.each(["node", "web"])("loads whichever file comes first, on the platform %s", (platform) => {
    const target = join(project, `first-${platform}`);
    cpSync(join(project, "node_modules", "shardwright", "dist"), join(target, "dist"), { recursive: true });
    const imports = { "#platform": `./dist/runtime/platform/${platform}.js` };
    writeFileSync(join(target, "package.json"), JSON.stringify({ type: "module", imports }));
    const files = readdirSync(join(target, "dist"), { recursive: true, encoding: "utf8" });
    const modules = files.filter((name) => name.endsWith(".js") && !name.startsWith("command"));
    expect(modules.length).toBeGreaterThan(8);
    for (const name of modules)
      run("node", ["--input-type=module", "-e", `import "./first-${platform}/dist/${name}";`]);
  });

  it("has stacks that tell functions and classes by their names, each by a line of its own", () => {
    writeFileSync(join(project, "stack.mjs"), transformSync(throwing, { loader: "ts" }).code);
    const [invalid = [], refused = [], wrong = []] = JSON.parse(run("node", ["stack.mjs"])) as string[][];
    const frames = (stack: readonly string[]): string[] =>
      stack.flatMap((line) => /^ +at (.*?) \(.*shardwright\/dist\//.exec(line)?.[1] ?? []);
    expect(invalid[0]).toMatch(/^ValidationError: /);
    expect(frames(invalid)).toEqual(["prepare", "runCall", "Kinesis.call", "putRecord", "Kinesis.putRecord"]);
    expect(refused[0]).toMatch(/^ResourceNotFoundException: /);
    expect(frames(refused)).toEqual(expect.arrayContaining(["faultOf", "parseResponse", "attempt", "async runCall"]));
    expect(wrong[0]).toMatch(/^ConfigError: /);
    expect(frames(wrong)).toEqual(expect.arrayContaining(["new ServiceClient", "new KinesisClient", "new Kinesis"]));
    for (const stack of [invalid, refused, wrong]) {
      const places = stack.flatMap((line) => /dist\/(.*?:\d+):\d+\)?$/.exec(line)?.[1] ?? []);
      expect(new Set(places).size).toBe(places.length);
    }
  });

  it.each([
    ["NodeNext", "NodeNext"],
    ["ESNext", "Bundler"],
  ])("type-checks with module %s and moduleResolution %s", (module, moduleResolution) => {
    writeFileSync(join(project, "consumer.ts"), consumer);
    for (const exactOptionalPropertyTypes of [true, false]) {
      const compilerOptions = {
        strict: true,
        exactOptionalPropertyTypes,
        noUncheckedIndexedAccess: true,
        module,
        moduleResolution,
        target: "ES2022",
        lib: ["ES2022", "DOM", "ESNext.Disposable"],
        types: [],
        noEmit: true,
      };
      writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
      expect(run(developmentTool("tsc"), ["-p", "tsconfig.json"])).toBe("");
    }
  });

  it("passes publint and are-the-types-wrong", () => {
    for (const tarball of tarballs) {
      expect(run(developmentTool("publint"), ["run", tarball, "--strict"])).toContain("All good!");
      // ESM only, by decision: require() of ES modules works from Node 20.19 on.
      run(developmentTool("attw"), [tarball, "--profile", "esm-only"]);
    }
  });

  it("has a command that answers", () => {
    const command = join(project, "node_modules", "shardwright", "dist", "command", "shardwright.js");
    expect(run("node", [command, "--help"])).toContain("shardwright generate");
    expect(readFileSync(command, "utf8").startsWith("#!/usr/bin/env node\n")).toBe(true);
  });

  it("has a generator that programs can run, as its README says", () => {
    const readme = join(project, "node_modules", "shardwright-codegen", "README.md");
    const [block] = codeBlocks(readme, readFileSync(readme, "utf8"));
    const program = block?.code ?? "";
    writeFileSync(join(project, "generator.mjs"), transformSync(program, { loader: "ts" }).code);
    expect(run("node", ["generator.mjs"])).toBe("node_modules/shardwright-codegen/model/kinesis: nothing to mend\n");
    writeFileSync(join(project, "generator.mts"), program);
    const flags = "--noEmit --ignoreConfig --strict --module NodeNext --target ES2022 --lib ES2022 --types node".split(
      " ",
    );
    expect(run(developmentTool("tsc"), [...flags, "--skipLibCheck", "generator.mts"])).toBe("");
    writeFileSync(join(project, "generator.mts"), 'import { main } from "shardwright-codegen"; main("lint");');
    expect(() => run(developmentTool("tsc"), [...flags, "--skipLibCheck", "generator.mts"])).toThrow();
  });
});

/** What loading a file of dist/ loads: files by their paths from there, and Node's modules. */
function loads(dist: string, start: string, aliases: Readonly<Record<string, string>>): ReadonlySet<string> {
  const loaded = new Set<string>();
  const pending = [start];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (loaded.has(file)) continue;
    loaded.add(file);
    if (file.startsWith("node:")) continue;
    const statements = readFileSync(join(dist, file), "utf8").matchAll(/^(?:import|export)\b[^"'`;]*?from"([^"]+)";/gm);
    for (const [, specifier = ""] of statements) {
      pending.push(
        aliases[specifier] ?? (specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : specifier),
      );
    }
  }
  return loaded;
}
