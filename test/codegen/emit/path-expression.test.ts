import { search } from "@jmespath-community/jmespath";
import { describe, expect, test } from "vitest";
import { compilePath } from "../../../codegen/emit/path-expression.js";
import { pathRoot, pathRootOf, truthOf } from "../../../codegen/emit/path-value.js";
import type { ServiceModel, StructureModel } from "../../../codegen/service-model.js";
import { exampleService, readShapes } from "../small-model.js";

const model: ServiceModel = readShapes({
  ...exampleService(["Look"]),
  "example#Look": {
    type: "operation",
    input: { target: "example#LookInput" },
    output: { target: "example#LookOutput" },
  },
  "example#LookInput": {
    type: "structure",
    traits: { "smithy.api#input": {} },
    members: { Name: { target: "smithy.api#String" } },
  },
  "example#LookOutput": {
    type: "structure",
    members: {
      Name: { target: "smithy.api#String" },
      Count: { target: "smithy.api#Integer" },
      Done: { target: "smithy.api#Boolean" },
      Description: { target: "example#Description" },
      Always: { target: "example#Description", traits: { "smithy.api#required": {} } },
      Items: { target: "example#Items" },
      Groups: { target: "example#Groups" },
      ByName: { target: "example#ByName" },
      Holes: { target: "example#Holes" },
    },
  },
  "example#Description": {
    type: "structure",
    members: {
      Status: { target: "smithy.api#String", traits: { "smithy.api#required": {} } },
      Reason: { target: "smithy.api#String" },
      Items: { target: "example#Items", traits: { "smithy.api#required": {} } },
    },
  },
  "example#Item": {
    type: "structure",
    members: {
      Key: { target: "smithy.api#String" },
      Size: { target: "smithy.api#Integer", traits: { "smithy.api#required": {} } },
      Ready: { target: "smithy.api#Boolean" },
      Parts: { target: "example#Names" },
    },
  },
  "example#Items": { type: "list", member: { target: "example#Item" } },
  "example#Names": { type: "list", member: { target: "smithy.api#String" } },
  "example#Groups": { type: "list", member: { target: "example#Names" } },
  "example#Holes": { type: "list", member: { target: "smithy.api#String" }, traits: { "smithy.api#sparse": {} } },
  "example#ByName": { type: "map", key: { target: "smithy.api#String" }, value: { target: "example#Item" } },
});

const [operation] = model.operations;
const shape: StructureModel = operation?.output ?? expect.fail("the model has no operation");

function codeOf(path: string): string {
  return compilePath(path, pathRoot("output", shape), model).code;
}

describe("compilePath", () => {
  test.each([
    ["Name", "output.Name"],
    ["Always.Status", "output.Always.Status"],
    ["Description.Status", "output.Description?.Status"],
    ["Description.Items[-1].Key", "output.Description?.Items.at(-1)?.Key"],
    ["Items[-1].Key", "output.Items?.at(-1)?.Key"],
    ["Always.Items[*].Size", "output.Always.Items.map((item) => item.Size)"],
    ["Always.Items[].Key", "output.Always.Items.flatMap((item) => item.Key ?? [])"],
    ["Items[].Parts[]", "output.Items?.map((item) => item.Parts).filter((value) => value != null).flat()"],
    ["keys(ByName)", "Object.keys(output.ByName ?? {})"],
    ["ByName.*.Size", "Object.values(output.ByName ?? {}).map((item) => item.Size)"],
    [
      "Items[?Size > `3`].Key | [0]",
      "output.Items?.filter((item) => item.Size > 3).flatMap((item) => item.Key ?? []).at(0)",
    ],
    ["length(Always.Items[?Ready]) == `0`", "output.Always.Items.filter((item) => item.Ready === true).length === 0"],
  ])("%s reads as a person would write it", (path, code) => {
    expect(codeOf(path)).toBe(code);
  });

  const full = {
    Name: "orders",
    Count: 2,
    Done: true,
    Description: { Status: "ACTIVE", Reason: "", Items: [{ Key: "a", Size: 1 }] },
    Always: { Status: "UPDATING", Items: [] },
    Items: [
      { Key: "a", Size: 1, Ready: true, Parts: ["x", "y"] },
      { Size: 5, Ready: false },
      { Key: "c", Size: 5, Parts: [] },
    ],
    Groups: [["a", "b"], [], ["c"]],
    ByName: { one: { Key: "k", Size: 0 }, two: { Size: 7 } },
    Holes: ["a", null, "b"],
  };
  const outputs = [full, { ...full, Name: "", Done: false, Count: 0, Items: [], ByName: {} }, { Always: full.Always }];

  test.each([
    "Name",
    "Description.Status",
    "Description.Reason",
    "Always.Items[-1].Key",
    "Items[0].Key",
    "Items[-1].Parts[0]",
    "Items[*].Key",
    "Items[].Size",
    "Items[].Parts[]",
    "Items[*].Parts",
    "Groups[]",
    "Holes[]",
    "ByName.one.Size",
    "ByName.*.Key",
    "Items[?Size == `5`].Key",
    "Items[?Ready].Size",
    "Items[?!Ready].Size",
    "Items[?Key == 'a' || Size > `3`].Size",
    "Items[?Key && Size >= `1`].Size",
    "Items[?contains(Parts, 'x')].Size",
    "Items[?starts_with(Key, 'a')].Size",
    "Items[?Key == `null`].Size",
    "Items[?Key != `null`].Size",
    "Items[].[Key, Parts[0]][]",
    "Items[?Size < `2`] | [0].Key",
    "[Name, Description.Status]",
    "Name || Description.Status",
    "not_null(Description.Reason, Name)",
    "Done && Count > `1`",
    "!Done",
    "Count == `2`",
    "Count != `2`",
    "Count == '2'",
    "@.Name",
  ])("%s finds what JMESPath finds", (path) => {
    for (const output of outputs) {
      const expected = JSON.parse(
        JSON.stringify(search(JSON.parse(JSON.stringify(withoutMissing(output, path))), path)),
      ) as unknown;
      let found: unknown;
      try {
        found = evaluate(codeOf(path), output);
      } catch (error) {
        throw new Error(`${codeOf(path)} fails on ${JSON.stringify(output)}`, { cause: error });
      }
      expect(normal(found), `${codeOf(path)} on ${JSON.stringify(output)}`).toEqual(normal(expected));
    }
  });

  /** JMESPath's functions refuse null, where a compiled path finds nothing; `search` gets the empty value instead. */
  function withoutMissing(output: object, path: string): object {
    if (!path.includes("contains") && !path.includes("starts_with")) return output;
    const { Items = [] } = output as Partial<typeof full>;
    return { ...output, Items: Items.map((item) => ({ Key: "", Parts: [] as string[], ...item })) };
  }

  test("length of null is 0, that of a string counts code points", () => {
    expect(evaluate(codeOf("length(Items)"), {})).toBe(0);
    expect(evaluate(codeOf("length(Name)"), { Name: "a😀" })).toBe(2);
    expect(evaluate(codeOf("length(Name)"), {})).toBe(0);
    expect(evaluate(codeOf("length(ByName)"), { ByName: { a: {}, b: {} } })).toBe(2);
  });

  test.each([
    ["Nmae", "LookOutput has no member Nmae"],
    ["Name.Status", "Status is asked of a string"],
    ["Name[0]", "a string is projected like a list"],
    ["Description.*", "values of a structure"],
    ["{a: Name}", "a selection of named values"],
    ["Items == Items", "a list is compared"],
    ["Items || Name", "|| between a list and a string"],
    ["contains(Items[].Key, Name)", "may be absent"],
    ["contains(Count, `1`)", "contains() of a number"],
    ["sum(Items[].Size)", "sum()"],
    ["Name[", "no JMESPath"],
  ])("refuses %s and says why", (path, reason) => {
    expect(() => codeOf(path)).toThrow(reason);
  });

  test("a path over input and output starts from either", () => {
    const root = pathRootOf({
      input: pathRoot("input", operation?.input ?? shape),
      output: pathRoot("output", shape),
    });
    expect(compilePath("input.Name == output.Name", root, model).code).toBe("input.Name === output.Name");
    expect(() => compilePath("outptu.Name", root, model)).toThrow("there is no outptu");
  });
});

test.each([
  ["Name", { Name: "" }, false],
  ["Name", { Name: "a" }, true],
  ["Name", {}, false],
  ["Done", { Done: false }, false],
  ["Done", { Done: true }, true],
  ["Count", { Count: 0 }, true],
  ["Count", {}, false],
  ["Items", { Items: [] }, false],
  ["Items", { Items: [1] }, true],
  ["ByName", { ByName: {} }, false],
  ["ByName", { ByName: { a: 1 } }, true],
  ["Description", {}, false],
  ["Description", { Description: {} }, true],
])("truthOf: %s of %j is %s", (path, output, expected) => {
  expect(evaluate(truthOf(compilePath(path, pathRoot("output", shape), model)), output)).toBe(expected);
});

function evaluate(code: string, output: object): unknown {
  return new Function("output", `return ${code};`)(output);
}

/**
 * Absent, null, an empty list and, where JMESPath hands on an absent operand, false all say that nothing was found. JSON
 * turns what is undefined in a list into null.
 */
function normal(value: unknown): unknown {
  if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) return null;
  return JSON.parse(JSON.stringify(value));
}
