import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../codegen/cli.js";
import { doing, member } from "./diff/diff-shapes.js";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shardwright-diff-"));
  write("before.json", doing({ input: { Name: member("String") } }));
  write("same.json", doing({ input: { Name: member("String") } }));
  write("more.json", doing({ input: { Name: member("String"), Size: member("Integer") } }));
  write("less.json", doing({}));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, shapes: object): void {
  writeFileSync(join(folder, name), JSON.stringify({ smithy: "2.0", shapes }));
}

async function diff(...argv: readonly string[]): Promise<{ code: number; out: string[]; error: string[] }> {
  const lines = { out: [] as string[], error: [] as string[] };
  const given = argv.map((argument) => (argument.endsWith(".json") ? join(folder, argument) : argument));
  const code = await main(["diff", ...given], {
    out: (line) => lines.out.push(line),
    error: (line) => lines.error.push(line),
  });
  return { code, ...lines };
}

describe("exit codes", () => {
  it.each([
    ["same.json", 0, "No change for users of the client."],
    ["more.json", 0, "Minor: nothing breaks. 1 addition."],
    ["less.json", 1, "Major: something breaks. 1 breaking change."],
  ])("%s: %d", async (after, code, headline) => {
    const result = await diff("before.json", after);
    expect(result).toMatchObject({ code, error: [] });
    expect(result.out.join("\n").split("\n")[0]).toBe(headline);
  });
});

describe("formats", () => {
  it("text is the default", async () => {
    const { out } = await diff("before.json", "more.json");
    expect(out.join("\n")).toContain("Additions\n  - Do: new optional input member Size (integer)");
    expect(await diff("before.json", "more.json", "--format", "text")).toMatchObject({ out });
  });

  it("markdown", async () => {
    const { out } = await diff("before.json", "more.json", "--format", "markdown");
    expect(out.join("\n")).toContain("### Additions\n\n- `Do`: new optional input member `Size` (integer)");
  });

  it("json, also of a breaking change", async () => {
    const { code, out } = await diff("--format=json", "before.json", "less.json");
    expect(code).toBe(1);
    expect(JSON.parse(out.join("\n"))).toMatchObject({ verdict: "major", changes: [{ kind: "member-removed" }] });
  });
});

describe("bad usage and bad models exit with 2, one line each", () => {
  it.each([
    [[], "diff wants two models, the old one and the new one; see shardwright --help"],
    [["before.json"], "diff wants two models, the old one and the new one; see shardwright --help"],
    [["before.json", "same.json", "more"], "unexpected argument more; see shardwright --help"],
    [["before.json", "same.json", "--format", "yaml"], "--format is one of text, json, markdown, not yaml"],
    [["before.json", "same.json", "--format", ""], "--format is empty"],
    [["none", "none"], "none: no such file or folder"],
  ])("%j", async (argv, message) => {
    expect(await diff(...argv)).toEqual({ code: 2, out: [], error: [`shardwright: ${message}`] });
  });

  it("a dangling target is told with file and place", async () => {
    write("bad.json", doing({ input: { Name: member("example#Nothing") } }));
    const { code, out, error } = await diff("before.json", "bad.json");
    expect({ code, out }).toEqual({ code: 2, out: [] });
    expect(error).toEqual([
      expect.stringMatching(/bad\.json: example#DoInput at \/shapes\/.*\/target: .*example#Nothing/),
    ]);
  });
});

it("diff --help tells its options", async () => {
  const { code, out } = await diff("--help");
  expect(code).toBe(0);
  expect(out.join("\n")).toContain("--format <form>");
  expect(out.join("\n")).not.toContain("--tests");
});
