/** What a bundler makes of a program that calls one operation: nothing that the operation has no use for. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

const programOf = (operation: string): string =>
  `import { KinesisClient, ${operation} } from "./generated/kinesis/client.ts";
   await ${operation}(new KinesisClient({ region: "us-east-1" }), {});`;

function buildProgram(operation: string, platform: "node" | "browser") {
  return build({
    stdin: { contents: programOf(operation), resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform,
    minifySyntax: true,
    treeShaking: true,
    alias: { "#platform": `./runtime/platform/${platform === "node" ? "node" : "web"}.ts` },
    write: false,
    metafile: true,
  });
}

/**
 * The modules of which something is in the bundle, by their paths from the root, what it imports from outside, and what it
 * asks Node for.
 */
async function bundled(operation: string, platform: "node" | "browser"): Promise<readonly string[]> {
  const { metafile, outputFiles } = await buildProgram(operation, platform);
  return Object.values(metafile.outputs).flatMap(({ inputs, imports }) => [
    ...Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    ...imports.map(({ path }) => path),
    ...outputFiles.flatMap(({ text }) =>
      Array.from(text.matchAll(/getBuiltinModule\("(.+?)"\)/g), ([, name = ""]) => name),
    ),
  ]);
}

const ofStreams = /^runtime\/event-stream\/|stream|http2|node-failure|encode-request|crc32|md5/;
/**
 * What operations and services do without that have no sensitive members, exact numbers, prefix of the host, query past,
 * whose endpoint rules say URLs alone and ask for no global region, and whose outputs hold neither blobs nor lists of objects.
 */
const ofFewOperations =
  /sensitive|query-errors|host-prefix|endpoint-options|endpoint-properties|global-region|unknown-event|large-|slab/;
const ofOtherOperations = /^generated\/kinesis\/(?:operations|validators)\/(?!(?:put-record|shapes)\.ts$)/;

describe.each(["node", "browser"] as const)("a program for %s that puts records", (platform) => {
  it("has what a call needs", async () => {
    const modules = await bundled("putRecord", platform);
    const transport = platform === "node" ? "node-http-calls" : "fetch-calls";
    expect(modules).toEqual(
      expect.arrayContaining([
        "generated/kinesis/operations/put-record.ts",
        "runtime/call/attempt.ts",
        `runtime/transport/${transport}.ts`,
      ]),
    );
  });

  it("has nothing of event streams and HTTP/2, of compression and checksums, and nothing of other operations", async () => {
    const modules = await bundled("putRecord", platform);
    const surplus = [ofStreams, ofOtherOperations, ofFewOperations];
    expect(modules.filter((path) => surplus.some((pattern) => pattern.test(path)))).toEqual([]);
  });
});

const ofNode = /system-failure|body-memory|composed-body|blob-slab|large-json|node-/;
const ofWeb = /\/web[.-]|fetch/;

it("a program for browsers has nothing of Node's", async () => {
  const modules = await bundled("putRecord", "browser");
  expect(modules.filter((path) => ofNode.test(path))).toEqual([]);
});

it("a program for Node has nothing of browsers'", async () => {
  const modules = await bundled("putRecord", "node");
  expect(modules.filter((path) => ofWeb.test(path))).toEqual([]);
});

it("a program has the checks that its operations call, and no others", async () => {
  const { outputFiles } = await buildProgram("putRecord", "node");
  const text = outputFiles.map((file) => file.text).join("");
  expect(text.match(/(?<=function )check[A-Z]\w*(?=\(data\))/g)?.sort()).toEqual([
    "checkData",
    "checkHashKey",
    "checkPartitionKey",
    "checkPutRecordInput",
    "checkSequenceNumber",
    "checkStreamARN",
    "checkStreamId",
    "checkStreamName",
  ]);
});

it("a program has the words of the rules that its operations check, and no others", async () => {
  const { outputFiles } = await buildProgram("putRecord", "node");
  const text = outputFiles.map((file) => file.text).join("");
  expect(text).toContain("which does not match the pattern");
  expect(text).not.toMatch(/members set; a union|has equal elements|expected a valid Date|list size/);
});

it("a program that reads pages of records has what reads them some at a time, into memory that they share", async () => {
  const modules = await bundled("getRecords", "node");
  expect(modules).toEqual(
    expect.arrayContaining(["runtime/protocol/read-large-json.ts", "runtime/protocol/blob-slab.ts"]),
  );
});

it("a program that subscribes has both", async () => {
  const modules = await bundled("subscribeToShard", "node");
  expect(modules).toEqual(
    expect.arrayContaining([
      "node:http2",
      "runtime/call/begin-stream.ts",
      "runtime/event-stream/decode-frame.ts",
      "runtime/transport/node-http2-streams.ts",
    ]),
  );
});
