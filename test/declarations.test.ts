/** What the packed package declares: what its files hold, what they export, and what editors show of it. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Editor, editorIn } from "./support/editor.js";
import { packedPackage } from "./support/packed-package.js";

const publicApi = JSON.parse(readFileSync(new URL("fixtures/public-api.json", import.meta.url), "utf8")) as Record<
  string,
  { readonly values: readonly string[]; readonly types: readonly string[] }
>;

let project = "";
let known: Editor | undefined;

function editor(): Editor {
  known ??= editorIn(project);
  return known;
}

beforeAll(() => {
  project = packedPackage().folder;
}, 120_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe("the packed package", () => {
  it("declares in one file an entry what people reach, with comments; without them what generated code alone names", () => {
    const folder = join(project, "node_modules", "shardwright", "dist");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".d.ts"));
    expect(files.sort()).toEqual([
      "generated/kinesis/client.d.ts",
      "generated/kinesis/index.d.ts",
      "generated/kinesis/validators/index.d.ts",
      "runtime/for-generated.d.ts",
      "runtime/for-node.d.ts",
      "streams/consumer/index.d.ts",
    ]);
    const runtime = readFileSync(join(folder, "runtime/for-generated.d.ts"), "utf8");
    expect(runtime).toMatch(/\*\/\nexport interface ClientConfig \{/);
    expect(runtime).toContain("@default");
    expect(runtime).toContain(";\nexport function readList");
    expect(runtime).not.toContain("Backoff");
    expect(runtime).toContain("export type RetryReason");
    expect(/interface ClientContext \{[^}]*\}/.exec(runtime)?.[0]).not.toContain("credentials");
  });

  it.each(Object.entries(publicApi))("declares for %s what its source exports", (entry, { values, types }) => {
    const specifier = posix.join("shardwright", entry);
    expect(editor().exportsOf(specifier)).toEqual([...values, ...types].sort());
  });

  it("has an editor show what is needed to use it", () => {
    const program = `import { subscribe } from "shardwright/consumer";
import { Kinesis, ResourceInUseException, describeStreamLimits, putRecords, waitUntilStreamActive } from "shardwright";
const kinesis = new Kinesis({ region: "us-east-1" });
kinesis.putRecords({ StreamName: "orders", Records: [] });
const member = kinesis.describeStream({ StreamName: "orders", StreamARN: "arn" });
kinesis.waitUntil.streamActive({}, { maxWait: 60 });
console.log(describeStreamLimits.members.StreamName.pattern);
const { ended } = subscribe(kinesis, { consumerARN: "arn", shardId: "shard", startingPosition: "LATEST" });
`;
    const shown = (at: string): string => editor().hover(program, at).replace(/\s+/g, " ");
    for (const [at, words] of [
      [
        "kinesis.put",
        [
          "500 records",
          "succeeds even when",
          "10 MiB",
          "repeat",
          "```ts",
          "@throws Faults: {@link AccessDeniedException}, {@link DryRun",
        ],
      ],
      ["describeStreamLimits, put", ["500 records", "succeeds even when", "Kinesis.putRecords"]],
      ["describeStream({ Stream", ["Name of the stream", "`StreamARN`", "1 to 128 characters", "a-zA-Z0-9"]],
      ['orders", Stream', ["ARN of the stream", "another account", "2,048"]],
      ['region: "us-east-1" });\nkine', ["const kinesis: Kinesis"]],
      ["import { Kin", ["for every operation", "the environment"]],
      ["new Kin", ["config?: ClientConfig", "ConfigError"]],
      ["Kinesis({ reg", ["eu-west-1", "@default"]],
      ["ResourceIn", ["ACTIVE", "It is not retried"]],
      ["waitUntil.stream", ["DescribeStreamSummary", "@throws WaiterError: The wait"]],
      ["60 });\nconsole.log(describe", ["describeStreamLimits"]],
      ["members.Stream", ["pattern"]],
      ["ended } = sub", ["enhanced fan-out", "```ts", "@throws ConfigError for"]],
    ] as const) {
      for (const word of words) expect(shown(at), at).toContain(word);
      // What a tag that begins with a brace comes to.
      expect(shown(at), at).not.toContain("@throws { ");
    }
  });
});
