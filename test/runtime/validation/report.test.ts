import { describe, expect, it } from "vitest";
import { type SchemaFinding, type Validator, violationsOf } from "../../../runtime/for-generated.js";
import { ruleOf } from "../../support/validation-rules.js";

/** A validator that finds what it is told to. */
function finding(...findings: readonly SchemaFinding[]): Validator {
  const validator: Validator = () => findings.length === 0;
  validator.errors = findings;
  return validator;
}

function at(instancePath: string, keyword: string, params: SchemaFinding["params"] = {}): SchemaFinding {
  return { instancePath, params, ...(ruleOf(keyword) ?? { keyword }) };
}

const long = "é".repeat(150);
const input = {
  Records: [{ PartitionKey: "" }, { PartitionKey: "😀".repeat(300), Data: "x", Count: 7 }],
  Tags: { env: "a", "a b": "c", "": "d", "x/y~z": "e" },
  Mode: "on",
  Text: long,
  When: new Date(Number.NaN),
  Map: new Map(),
};

describe("violationsOf", () => {
  it.each([
    [
      at("", "required", { missingProperty: "StreamName" }),
      "StreamName",
      "required",
      "StreamName is required but missing",
    ],
    [
      at("/Records/0", "required", { missingProperty: "Data" }),
      "Records[0].Data",
      "required",
      "Records[0].Data is required but missing",
    ],
    [
      at("/Records/1", "additionalProperties", { additionalProperty: "Datta" }),
      "Records[1].Datta",
      "unknown member",
      "Records[1].Datta is not a member that the model knows",
    ],
    [at("/Records", "type", { type: "string" }), "Records", "type", "Records is a list; expected a string"],
    [at("", "type", { type: "array" }), "", "type", "The input is an object; expected a list (an array)"],
    [
      at("/Records/1/Count", "type", { type: "string" }),
      "Records[1].Count",
      "type",
      "Records[1].Count is the number 7; expected a string",
    ],
    [at("/Mode", "type", { type: "8-bit integer" }), "Mode", "type", "Mode is a string; expected an 8-bit integer"],
    [at("/Map", "type", { type: "object" }), "Map", "type", "Map is an instance of Map; expected an object"],
    [at("/Tags", "blob"), "Tags", "type", "Tags is an object; expected a Uint8Array, a string or { base64 }"],
    [at("/When", "timestamp"), "When", "type", "When is an invalid Date; expected a valid Date"],
    [
      at("/Tags", "union", { members: ["A", "B"], present: 2 }),
      "Tags",
      "union",
      "Tags has 2 members set; a union has exactly one of A, B",
    ],
  ])("tells a fault of the structure: %j", (found, path, constraint, message) => {
    expect(violationsOf(finding(found), input)).toMatchObject([{ path, constraint, message, rule: "structure" }]);
    expect(violationsOf(finding(found), input, "structure")).toHaveLength(1);
  });

  it.each([
    [
      at("/Records/0/PartitionKey", "minLength", { limit: 1 }),
      "length",
      1,
      0,
      "Records[0].PartitionKey is 0 characters long; the model allows at least 1",
    ],
    [
      at("/Records/1/PartitionKey", "maxLength", { limit: 256 }),
      "length",
      256,
      300,
      "Records[1].PartitionKey is 300 characters long; the model allows at most 256",
    ],
    [
      at("/Records/1/Data", "blobMinBytes", { limit: 2, actual: 1 }),
      "length",
      2,
      1,
      "Records[1].Data is 1 byte long; the model allows at least 2",
    ],
    [
      at("/Records/1/Data", "blobMaxBytes", { limit: 5, actual: 6 }),
      "length",
      5,
      6,
      "Records[1].Data is 6 bytes long; the model allows at most 5",
    ],
    [
      at("/Records/1/Count", "minimum", { limit: 8 }),
      "range",
      8,
      7,
      "Records[1].Count is 7; the model allows 8 or more",
    ],
    [
      at("/Records/1/Count", "maximum", { limit: 6 }),
      "range",
      6,
      7,
      "Records[1].Count is 7; the model allows 6 or less",
    ],
    [
      at("/Records", "minItems", { limit: 3 }),
      "list size",
      3,
      2,
      "Records has 2 elements; the model allows at least 3",
    ],
    [at("/Records", "maxItems", { limit: 1 }), "list size", 1, 2, "Records has 2 elements; the model allows at most 1"],
    [at("/Tags", "minProperties", { limit: 5 }), "map size", 5, 4, "Tags has 4 entries; the model allows at least 5"],
    [at("/Tags", "maxProperties", { limit: 1 }), "map size", 1, 4, "Tags has 4 entries; the model allows at most 1"],
    [
      at("/Mode", "pattern", { pattern: "^[A-Z]+$" }),
      "pattern",
      "^[A-Z]+$",
      "on",
      'Mode is "on", which does not match the pattern ^[A-Z]+$',
    ],
    [
      at("/Mode", "enum", { allowedValues: ["ON", "OFF"] }),
      "enum",
      ["ON", "OFF"],
      "on",
      'Mode is "on"; the model allows ON, OFF',
    ],
    [
      at("/Records", "uniqueItems", { i: 0, j: 1 }),
      "unique items",
      true,
      [0, 1],
      "Records has equal elements at 0 and 1; the model wants each only once",
    ],
    [
      at("/Records/1", "payloadLimit", { scope: "entry", limit: 5, actual: 9 }),
      "payload size",
      5,
      9,
      "Records[1] is 9 bytes in all; the model allows at most 5 bytes an entry",
    ],
    [
      at("", "payloadLimit", { scope: "call", limit: 5, actual: 9 }),
      "payload size",
      5,
      9,
      "The input is 9 bytes in all; the model allows at most 5 bytes a call",
    ],
    [at("/Mode", "newKeyword", { limit: 3 }), "newKeyword", 3, undefined, "Mode breaks newKeyword"],
  ])("tells a broken constraint, in the strict tier alone: %j", (found, constraint, limit, actual, message) => {
    const [violation] = violationsOf(finding(found), input);
    expect(violation).toMatchObject({ constraint, limit, message, rule: "constraint" });
    expect(violation?.actual).toEqual(actual);
    expect(violationsOf(finding(found), input, "structure")).toEqual([]);
  });

  it("quotes odd keys and resolves escapes of JSON pointers", () => {
    const paths = ["/Tags/env", "/Tags/a b", "/Tags/", "/Tags/x~1y~0z"].map((path) =>
      at(path, "minLength", { limit: 9 }),
    );
    const violations = violationsOf(finding(...paths), input);
    expect(violations.map(({ path }) => path)).toEqual(["Tags.env", 'Tags["a b"]', 'Tags[""]', 'Tags["x/y~z"]']);
    expect(violations.map(({ actual }) => actual)).toEqual([1, 1, 1, 1]);
  });

  it("tells a key of a map from its value", () => {
    const found = { ...at("/Tags", "minLength", { limit: 9 }), propertyName: "env" };
    expect(violationsOf(finding(found), input)).toMatchObject([
      { path: "Tags.env", actual: 3, message: "The key Tags.env is 3 characters long; the model allows at least 9" },
    ]);
  });

  it("cuts long values", () => {
    const [violation] = violationsOf(finding(at("/Text", "pattern", { pattern: "x" })), input);
    expect(violation?.actual).toBe(`${"é".repeat(100)}…`);
    expect(violation?.message.length).toBeLessThan(170);
  });

  it("survives a place that is not there, and sees own members alone", () => {
    const paths = ["/Nope/deeper", "/Tags/constructor", "/Mode/length"].map((path) =>
      at(path, "type", { type: "string" }),
    );
    for (const { message } of violationsOf(finding(...paths), input)) expect(message).toContain(" is undefined; ");
  });

  it("tells everything the validator found, in its order", () => {
    const both = finding(at("/Mode", "minLength", { limit: 9 }), at("", "required", { missingProperty: "A" }));
    expect(violationsOf(both, input).map(({ path }) => path)).toEqual(["Mode", "A"]);
    expect(violationsOf(both, input, "off")).toEqual([]);
    expect(violationsOf(finding(), input)).toEqual([]);
  });
});

describe("sensitive members", () => {
  const secret = {
    Key: "hidden",
    List: [{ Token: "hidden" }],
    Map: { hidden: "hidden", b: { hidden: 1 } },
    Number: 123456,
  };

  it.each([
    [at("/Key", "pattern", { pattern: "x" }), ["Key"], "Key"],
    [at("/Key", "enum", { allowedValues: ["x"] }), ["Key"], "Key"],
    [at("/Number", "type", { type: "string" }), ["Number"], "Number"],
    [at("/Number", "maximum", { limit: 1 }), ["Number"], "Number"],
    [at("/List/0/Token", "pattern", { pattern: "x" }), ["List[].Token"], "List[0].Token"],
    [at("/Map/b", "pattern", { pattern: "x" }), ["Map{}"], "Map.b"],
    [at("/Map/b/hidden", "maximum", { limit: 0 }), ["Map{}"], "Map.b.{…}"],
    [at("/Map/hidden", "pattern", { pattern: "x" }), ["Map"], "Map.{…}"],
    [at("/Map", "additionalProperties", { additionalProperty: "hidden" }), ["Map"], "Map.{…}"],
  ])("are named but never told: %j %j", (found, sensitive, path) => {
    const [violation] = violationsOf(finding(found), secret, "strict", sensitive);
    expect(violation?.path).toBe(path);
    expect(JSON.stringify(violation)).not.toMatch(/hidden|123456/);
  });

  it("have lengths that may be told", () => {
    const found = finding(at("/Key", "maxLength", { limit: 3 }));
    expect(violationsOf(found, secret, "strict", ["Key"])).toMatchObject([{ limit: 3, actual: 6 }]);
  });

  it("leave other members alone", () => {
    const found = finding(at("/Key", "pattern", { pattern: "x" }));
    expect(violationsOf(found, secret, "strict", ["List[].Token", "Key.Inner[]", "Map{}"])[0]?.actual).toBe(
      "[redacted]",
    );
    expect(violationsOf(found, secret, "strict", ["List[].Token", "Map{}"])[0]?.actual).toBe("hidden");
  });
});

describe("what kind of value a message tells", () => {
  it.each([
    [Object.create(Object.create(null)), "an object"],
    [Object.create({ constructor: 5 }), "an object"],
    [new (class {})(), "an object"],
    [new (class Thing {})(), "an instance of Thing"],
  ])("is never more than can be known (%#)", (value, kind) => {
    const [violation] = violationsOf(finding(at("/Name", "type", { type: "string" })), { Name: value }, "strict");
    expect(violation?.message).toBe(`Name is ${kind}; expected a string`);
  });
});
