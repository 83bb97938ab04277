import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chooseService } from "../../codegen/choose-service.js";
import { main } from "../../codegen/cli.js";
import { exampleService, modelOf, type Shapes } from "./small-model.js";

/** Two services: the other speaks a protocol that no client is generated for, and reaches a shape of its own. */
const shapes: Shapes = {
  ...exampleService(["Get"]),
  "example#Get": { type: "operation", input: { target: "example#GetInput" } },
  "example#GetInput": { type: "structure", members: { Name: { target: "smithy.api#String" } } },
  "other#Other": {
    type: "service",
    version: "2021-01-01",
    operations: [{ target: "other#Put" }],
    traits: {
      "aws.api#service": { sdkId: "Other" },
      "aws.auth#sigv4": { name: "other" },
      "aws.protocols#restJson1": {},
    },
  },
  // Nobody who generates the first service needs to know what this means.
  "other#Put": { type: "operation", input: { target: "other#PutInput" }, traits: { "other#customised": {} } },
  "other#PutInput": { type: "structure", members: { Secret: { target: "smithy.api#String" } } },
};

function servicesOf(service: string | undefined, among: Shapes = shapes): string[] {
  const { shapes: left } = chooseService(modelOf(among), service);
  return [...left].filter(([, shape]) => shape.type === "service").map(([id]) => id);
}

describe("chooseService", () => {
  test.each([
    ["example#Example", ["example#Example"]],
    ["Other", ["other#Other"]],
    [undefined, ["example#Example", "other#Other"]],
  ])("%s leaves %j", (service, left) => expect(servicesOf(service)).toEqual(left));

  test.each(["example", "example#Other", "Get", "example#Get", "EXAMPLE", ""])("%j names no service", (service) => {
    expect(() => servicesOf(service)).toThrow(
      `--service ${service}: the model has 0 of that name; its services are example#Example, other#Other`,
    );
  });

  test("a name that two namespaces have is no answer, an id is", () => {
    const twins = { ...exampleService([]), "second#Example": exampleService([])["example#Example"] };
    expect(() => servicesOf("Example", twins)).toThrow(
      "--service Example: the model has 2 of that name; its services are example#Example, second#Example",
    );
    expect(servicesOf("second#Example", twins)).toEqual(["second#Example"]);
  });

  test("what only other services reach goes with them; what both or nobody reach stays", () => {
    const among: Shapes = {
      ...shapes,
      "example#GetInput": { type: "structure", members: { Both: { target: "both#Text" } } },
      "other#PutInput": { type: "structure", members: { Both: { target: "both#Text" } } },
      "both#Text": { type: "string" },
      "nobody#Text": { type: "string" },
    };
    expect([...chooseService(modelOf(among), "Example").shapes.keys()].sort()).toEqual([
      "both#Text",
      "example#Example",
      "example#Get",
      "example#GetInput",
      "nobody#Text",
    ]);
  });

  test("a model without services says so, and the model given is left as it was", () => {
    expect(() => servicesOf("Example", {})).toThrow("its services are none");
    const model = modelOf(shapes);
    chooseService(model, "Other");
    expect(model.shapes.has("example#Example")).toBe(true);
  });
});

describe("shardwright generate --service", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "shardwright-services-"));
    writeFileSync(join(folder, "model.json"), JSON.stringify({ smithy: "2.0", shapes }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function generate(...more: readonly string[]): Promise<{ code: number; errors: string[] }> {
    const errors: string[] = [];
    const argv = ["generate", "--model", join(folder, "model.json"), "--out", join(folder, "out"), ...more];
    return { code: await main(argv, { out: () => {}, error: (line) => errors.push(line) }), errors };
  }

  test("generates the one that is meant; what is wrong with others does not count", async () => {
    expect(await generate("--service", "Example")).toEqual({ code: 0, errors: [] });
    const types = readFileSync(join(folder, "out/types.ts"), "utf8");
    expect(types).toContain("Name?:");
    expect(types).not.toContain("Secret");
  });

  test("is refused for one that the generator cannot serve, or that is not there", async () => {
    const unserved = await generate("--service", "other#Other");
    expect(unserved.code).toBe(2);
    expect(unserved.errors.join("\n")).toContain("other#Other");
    const unknown = await generate("--service", "Nobody");
    expect(unknown).toEqual({
      code: 2,
      errors: [
        "shardwright: --service Nobody: the model has 0 of that name; its services are example#Example, other#Other",
      ],
    });
  });

  test("is asked for where a model has several", async () => {
    const { code, errors } = await generate();
    expect(code).toBe(2);
    expect(errors.join("\n")).toContain("--service");
  });
});
