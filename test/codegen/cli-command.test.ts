import { expect, it } from "vitest";
import { main } from "../../codegen/cli.js";
import { parseArguments } from "../../codegen/cli-command.js";
import { UsageError } from "../../codegen/errors.js";

it("reads options and what stands between them", () => {
  const { values, positionals } = parseArguments(["a", "--name", "x", "b", "--flag"], {
    name: { type: "string" },
    flag: { type: "boolean" },
  });
  expect({ ...values }).toEqual({ name: "x", flag: true });
  expect(positionals).toEqual(["a", "b"]);
});

it.each([
  [["--other"], /--other/],
  [["--name"], /--name/],
  [["--name="], /^--name is empty$/],
  [["--many", "x", "--many="], /^--many is empty$/],
])("refuses %j", (argv, message) => {
  const parse = (): unknown =>
    parseArguments(argv, { name: { type: "string" }, many: { type: "string", multiple: true } });
  expect(parse).toThrow(UsageError);
  expect(parse).toThrow(message);
});

it("every command is in the list and has its own help", async () => {
  const help = async (...argv: readonly string[]): Promise<string> => {
    const lines: string[] = [];
    expect(await main(argv, { out: (line) => lines.push(line), error: (line) => lines.push(line) })).toBe(0);
    return lines.join("\n");
  };
  const all = await help("--help");
  const names = [...all.matchAll(/^ {2}([a-z]+) +\S/gm)].map(([, name]) => name ?? "");
  expect(names).toEqual(expect.arrayContaining(["generate", "diff"]));
  for (const name of names) {
    const own = await help(name, "-h");
    expect(own).toMatch(new RegExp(`^shardwright ${name} `));
    expect(all).toContain(own);
  }
});
