import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readModel, readServiceModel } from "../../../codegen/read-service-model.js";
import { exampleService, faultsOf, readShapes, type Shapes } from "../small-model.js";

const required = { "smithy.api#required": {} };
const title = "T";

function withExample(example: object, service: object = {}): Shapes {
  return {
    ...exampleService(["Do"], service),
    "example#Do": {
      type: "operation",
      input: { target: "example#In" },
      output: { target: "example#Out" },
      traits: {
        "smithy.api#examples": [
          { title, input: { Name: "ab" } },
          { title, ...example },
        ],
      },
    },
    "example#In": {
      type: "structure",
      members: { Name: { target: "example#Name", traits: required }, Count: { target: "example#Count" } },
    },
    "example#Out": { type: "structure", members: { Name: { target: "example#Name", traits: required } } },
    "example#Name": { type: "string", traits: { "smithy.api#length": { min: 2 } } },
    "example#Count": { type: "integer", traits: { "smithy.api#range": { max: 5 } } },
    "example#Busy": { type: "structure", members: {}, traits: { "smithy.api#error": "client" } },
  };
}

describe("an example", () => {
  it.each([
    ["an unknown member", { input: { Name: "ab", Nam: 1 } }, "/input/Nam", "there is no member Nam"],
    ["a broken constraint", { input: { Name: "ab", Count: 6 } }, "/input/Count", "the value 6 is more than 5"],
    ["a missing member", { input: {} }, "/input", "the required member Name is missing"],
    ["no input at all", {}, "/input", "the required member Name is missing"],
    ["a wrong type", { input: { Name: 1 } }, "/input/Name", "must be a string, not a number"],
    [
      "a wrong type in the output",
      { input: { Name: "ab" }, output: { Name: [] } },
      "/output/Name",
      "must be a string, not a list",
    ],
    [
      "a member missing from the output",
      { input: { Name: "ab" }, output: {} },
      "/output",
      "the required member Name is missing",
    ],
    [
      "a fault of another operation",
      { input: { Name: "ab" }, error: { shapeId: "example#Busy" } },
      "/error/shapeId",
      "the operation does not raise example#Busy",
    ],
  ])("with %s is refused before anything is generated", (_, example, path, problem) => {
    expect(faultsOf(() => readShapes(withExample(example)))).toEqual([
      {
        file: "model.json",
        shape: "example#Do",
        pointer: `/shapes/example#Do/traits/smithy.api#examples/1${path}`,
        message: `"T": ${problem}`,
      },
    ]);
  });

  it.each([
    ["an output outside of the published range", { input: { Name: "ab" }, output: { Name: "a" } }],
    ["input that is said to be refused", { input: { Nam: 1 }, allowInvalidInput: true }],
  ])("may show %s", (_, example) => {
    expect(() => readShapes(withExample(example))).not.toThrow();
  });

  it("may show a fault that all operations raise", () => {
    const example = { input: { Name: "ab" }, error: { shapeId: "example#Busy" } };
    expect(() => readShapes(withExample(example, { errors: [{ target: "example#Busy" }] }))).not.toThrow();
  });

  it("that is broken stops the generator, but neither update nor diff", () => {
    const folder = mkdtempSync(join(tmpdir(), "examples-"));
    try {
      const path = join(folder, "model.json");
      writeFileSync(path, JSON.stringify({ smithy: "2.0", shapes: withExample({ input: {} }) }));
      expect(faultsOf(() => readServiceModel([path]))).toHaveLength(1);
      expect(() => readModel([path])).not.toThrow();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
