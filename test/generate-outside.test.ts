/** What somebody does who has a model of their own and nothing of this repository but its packages. */
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ConsumerProject, developmentTool, packedPackage, run } from "./support/packed-package.js";

let project: ConsumerProject;

beforeAll(() => {
  project = packedPackage();
  copyFileSync(join(import.meta.dirname, "codegen/fixtures/dynamodb.smithy.json"), join(project.folder, "their.json"));
}, 120_000);

afterAll(() => rmSync(project.folder, { recursive: true, force: true }));

const program = `
import { DynamoDB, ResourceNotFoundException, type AttributeValue } from "./generated/client.js";

const client = new DynamoDB({
  region: "us-east-1",
  endpoint: process.argv[2] ?? "",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "not-a-real-secret" },
});
const key: AttributeValue = { S: "1" };
const { Attributes } = await client.putItem({ TableName: "things", Item: { id: key } });
if (!(ResourceNotFoundException.prototype instanceof Error)) throw new Error("a fault is no error");
console.log(JSON.stringify(Attributes));
client.close();
`;

describe("generating in an empty project", () => {
  it("writes a client that imports the package's runtime", () => {
    const command = join(project.folder, "node_modules/shardwright/dist/command/shardwright.js");
    const out = run("node", [command, "generate", "--model", "their.json", "--out", "src/generated"], project.folder);
    expect(out).not.toBe("");
    const client = readFileSync(join(project.folder, "src/generated/client.ts"), "utf8");
    expect(client).toContain('from "shardwright/runtime"');
  }, 60_000);

  it.each([
    ["NodeNext", "NodeNext", true],
    ["NodeNext", "NodeNext", false],
    ["ESNext", "Bundler", true],
    ["ESNext", "Bundler", false],
  ])(
    "compiles with module %s, moduleResolution %s, exactOptionalPropertyTypes %s",
    (module, moduleResolution, exact) => {
      mkdirSync(join(project.folder, "src"), { recursive: true });
      writeFileSync(join(project.folder, "src/main.ts"), program);
      const compilerOptions = {
        strict: true,
        exactOptionalPropertyTypes: exact,
        noUncheckedIndexedAccess: true,
        noUnusedLocals: true,
        noUnusedParameters: true,
        verbatimModuleSyntax: true,
        isolatedModules: true,
        module,
        moduleResolution,
        target: "ES2022",
        lib: ["ES2022", "DOM", "ESNext.Disposable"],
        types: ["node"],
        rootDir: "src",
        outDir: "out",
      };
      writeFileSync(join(project.folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
      expect(run(developmentTool("tsc"), ["-p", "tsconfig.json"], project.folder)).toBe("");
    },
    60_000,
  );

  it("makes calls with what was compiled", async () => {
    const server: Server = createServer((request, response) => {
      request.resume().on("end", () => {
        const target = request.headers["x-amz-target"];
        response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
        response.end(JSON.stringify({ Attributes: { target: { S: target } } }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const printed = await output(["out/main.js", `http://127.0.0.1:${port}`]);
      expect(printed).toBe('{"target":{"S":"DynamoDB_20120810.PutItem"}}\n');
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

/** What a program of the project prints, errors included. Not spawnSync: the server answers from this process. */
function output(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("node", args, { cwd: project.folder, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
    }
    child.on("error", reject);
    child.on("close", () => resolve(text));
  });
}
