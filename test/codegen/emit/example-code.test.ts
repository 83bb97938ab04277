import { expect, test } from "vitest";
import { exampleLines } from "../../../codegen/emit/example-code.js";
import { exampleService, readShapes } from "../small-model.js";

function linesFor(examples: readonly object[]): string[] {
  const model = readShapes({
    ...exampleService(["Run"]),
    "example#Run": {
      type: "operation",
      input: { target: "example#RunInput" },
      output: { target: "example#RunOutput" },
      errors: [{ target: "example#Bad" }],
      traits: { "smithy.api#examples": examples },
    },
    "example#RunInput": {
      type: "structure",
      traits: { "smithy.api#input": {} },
      members: {
        Name: { target: "example#Short" },
        Data: { target: "smithy.api#Blob" },
        At: { target: "smithy.api#Timestamp" },
        Names: { target: "example#Names" },
        Map: { target: "example#Map" },
      },
    },
    "example#RunOutput": { type: "structure", members: { Name: { target: "smithy.api#String" } } },
    "example#Short": { type: "string", traits: { "smithy.api#length": { max: 100 } } },
    "example#Names": { type: "list", member: { target: "smithy.api#String" } },
    "example#Map": { type: "map", key: { target: "smithy.api#String" }, value: { target: "smithy.api#Integer" } },
    "example#Bad": { type: "structure", members: {}, traits: { "smithy.api#error": "client" } },
  });
  const [operation] = model.operations;
  return operation === undefined ? [] : exampleLines(operation, model);
}

test("no example, no lines", () => {
  expect(linesFor([])).toEqual([]);
});

test("the first example that succeeds is shown, as a caller would write it", () => {
  expect(
    linesFor([
      { title: "Fails", input: { Name: "a" }, error: { shapeId: "example#Bad", content: {} } },
      { title: "Is refused", input: { Name: "a".repeat(200) }, output: {}, allowInvalidInput: true },
      { title: "Works:", input: { Data: "aGk=", At: 0, Names: ["x", "y"], Map: { "a-b": 1 } }, output: {} },
      { title: "Works too", input: {}, output: {} },
    ]),
  ).toEqual([
    "Works:",
    "```ts",
    "const output = await example.run({",
    '  Data: "hi",',
    '  At: new Date("1970-01-01T00:00:00.000Z"),',
    '  Names: ["x", "y"],',
    '  Map: { "a-b": 1 },',
    "});",
    "```",
  ]);
});

test.each([
  ["aGVsbG8=", '"hello"'],
  ["8J+YgA==", '"😀"'],
  ["/w==", '{ base64: "/w==" }'],
  ["AA==", '{ base64: "AA==" }'],
  ["Cg==", '{ base64: "Cg==" }'],
])("the blob %s is written as %s", (base64, text) => {
  expect(linesFor([{ title: "T", input: { Data: base64 }, output: {} }])[2]).toBe(
    `const output = await example.run({ Data: ${text} });`,
  );
});
