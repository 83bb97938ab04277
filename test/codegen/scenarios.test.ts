import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { assemble } from "../../codegen/assemble/assemble.js";
import { generate } from "../../codegen/generate.js";
import { parseJson } from "../../codegen/load/parse-json.js";
import { normalise } from "../../codegen/normalise/normalise.js";
import { checkFiles } from "../../codegen/validate/check-files.js";
import { checkModel } from "../../codegen/validate/check-model.js";
import { readScenario, type Scenario } from "./scenario.js";

const folder = join(import.meta.dirname, "scenarios");
const scenarios = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .sort()
  .map((name) => readScenario(name, readFileSync(join(folder, name), "utf8")));

/** What every generated client has and some scenario therefore has to show. */
const outputs = ["types.ts", "codecs.ts", "faults.ts", "operations/", "paginators.ts", "waiters.ts", "endpoint.ts"];

function generated({ name, model }: Scenario): ReadonlyMap<string, string> {
  const assembled = assemble(checkFiles([{ file: name, json: parseJson(model) }]));
  checkModel(assembled);
  const { files } = generate(normalise(assembled), { runtime: "shardwright/runtime", command: "shardwright generate" });
  return new Map(files.map(({ path, text }) => [path, text]));
}

it.each(outputs)("a scenario shows %s", (output) => {
  const shown = scenarios.flatMap(({ expected }) => expected.map(({ path }) => path));
  expect(shown.filter((path) => path.startsWith(output))).not.toEqual([]);
});

describe.each(scenarios)("$name", (scenario) => {
  const files = generated(scenario);

  it.each(scenario.expected)("$path", ({ path, text }) => {
    expect([...files.keys()]).toContain(path);
    const actual = `\n${files.get(path)}`;
    // The comparison of whole texts is what shows the difference; an excerpt is found at the start of a line.
    if (!actual.includes(`\n${text}`)) expect(actual.slice(1)).toBe(text);
  });
});

describe("a scenario", () => {
  const json = '```json\n{"smithy": "2.0"}\n```\n';
  it.each([
    ["without a model", "```ts types.ts\nexport {};\n```\n", "needs one block marked json"],
    ["with two models", `${json}${json}`, "needs one block marked json"],
    ["without an expectation", json, "expects nothing"],
    ["with an expectation of nothing", `${json}\`\`\`ts types.ts\n\n\`\`\`\n`, "the block for types.ts is empty"],
    ["with an expectation for no file", `${json}\`\`\`ts\nexport {};\n\`\`\`\n`, "does not name its file"],
  ])("%s is refused", (_, markdown, fault) => {
    expect(() => readScenario("x.md", markdown)).toThrow(fault);
  });
});
