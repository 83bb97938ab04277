import { describe, expect, it } from "vitest";
import { runtimeSymbols } from "../../../codegen/emit/runtime-imports.js";
import { className, kebabCase, lowerCamelCase } from "../../../codegen/normalise/casing.js";
import type { ServiceModel } from "../../../codegen/service-model.js";
import { exampleService, faultsOf, readShapes, type Shapes } from "../small-model.js";

const ref = (target: string): object => ({ target });

/** A service whose one output holds an empty structure of each name. */
function holding(...names: string[]): ServiceModel {
  return readShapes({
    ...exampleService(["Get"]),
    "example#Get": { type: "operation", output: ref("example#Out") },
    "example#Out": {
      type: "structure",
      members: Object.fromEntries(names.map((name, at) => [`M${at}`, ref(`example#${name}`)])),
    },
    ...Object.fromEntries(names.map((name) => [`example#${name}`, { type: "structure", members: {} }])),
  });
}

describe("casing", () => {
  it.each([
    ["PutRecord", "putRecord", "put-record"],
    ["SQS", "sqs", "sqs"],
    ["KMSKeyInfo", "kmsKeyInfo", "kms-key-info"],
    ["DynamoDB", "dynamoDB", "dynamo-db"],
    ["ListV2Things", "listV2Things", "list-v2-things"],
    ["getThing", "getThing", "get-thing"],
    ["A", "a", "a"],
  ])("of %s", (name, camel, kebab) => {
    expect([lowerCamelCase(name), kebabCase(name)]).toEqual([camel, kebab]);
  });

  it("makes class names of sdkIds", () => {
    expect(["CloudWatch Logs", "codeartifact", "S3 Tables-x", "2nd"].map(className)).toEqual([
      "CloudWatchLogs",
      "Codeartifact",
      "S3Tablesx",
      "_2nd",
    ]);
  });
});

describe("names of types", () => {
  it("that collide with globals, with the runtime or with the client get the service's name in front", () => {
    const names = ["Record", "Error", "Promise", "ServiceError", "Operation", "ExampleClient", "Tag"];
    expect([...holding(...names).shapes.values()].map(({ name, shapeName }) => [shapeName, name])).toEqual(
      expect.arrayContaining([
        ["Record", "ExampleRecord"],
        ["Error", "ExampleError"],
        ["Promise", "ExamplePromise"],
        ["ServiceError", "ExampleServiceError"],
        ["Operation", "ExampleOperation"],
        ["ExampleClient", "ExampleExampleClient"],
        ["Tag", "Tag"],
      ]),
    );
  });

  it("never are a symbol that generated code imports from the runtime", () => {
    const symbols = Object.keys(runtimeSymbols).filter((name) => /^[A-Z]/.test(name));
    expect(symbols.length).toBeGreaterThan(20);
    const { shapes } = holding(...symbols);
    expect(symbols.filter((name) => shapes.has(name))).toEqual([]);
  });

  it("of the model come before derived ones", () => {
    const { shapes } = holding("Record", "ExampleRecord");
    expect(new Set([...shapes.values()].map(({ name }) => name)).size).toBe(shapes.size);
    expect(shapes.get("ExampleRecord")?.shapeName).toBe("ExampleRecord");
    expect(shapes.get("ExampleRecordShape")?.shapeName).toBe("Record");
  });

  it("start with a capital letter", () => {
    expect(holding("thing").shapes.get("Thing")).toMatchObject({ shapeName: "thing" });
  });

  const twoNamespaces = (rename: object): Shapes => ({
    ...exampleService(["Get"], { rename }),
    "example#Get": { type: "operation", output: ref("example#Out") },
    "example#Out": { type: "structure", members: { A: ref("example#Thing"), B: ref("other#Thing") } },
    "example#Thing": { type: "structure", members: {} },
    "other#Thing": { type: "structure", members: {} },
  });

  it("follow the service's renames", () => {
    const { shapes } = readShapes(twoNamespaces({ "other#Thing": "OtherThing" }));
    expect(shapes.has("OtherThing")).toBe(true);
  });

  it("are refused when two shapes have the same and no rename tells them apart", () => {
    expect(faultsOf(() => readShapes(twoNamespaces({})))).toEqual([
      {
        file: "model.json",
        shape: "other#Thing",
        pointer: "/shapes/other#Thing",
        message:
          'the service has two shapes called Thing: this one and example#Thing; its "rename" must tell them apart',
      },
    ]);
  });
});

describe("names of methods and files", () => {
  it("avoid words of the language, members of the client, runtime symbols and each other", () => {
    const operations = ["Delete", "Close", "Split", "Index", "PutRecord"];
    const model = readShapes({
      ...exampleService(operations),
      ...Object.fromEntries(operations.map((name) => [`example#${name}`, { type: "operation" }])),
    });
    expect(Object.fromEntries(model.operations.map(({ methodName, fileName }) => [methodName, fileName]))).toEqual({
      closeOperation: "close",
      deleteOperation: "delete",
      index: "index-operation",
      putRecord: "put-record",
      splitOperation: "split",
    });
  });
});
