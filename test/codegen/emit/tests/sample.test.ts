import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { literal } from "../../../../codegen/emit/tests/literal.js";
import { sampleFromNode, sampleStructure } from "../../../../codegen/emit/tests/sample.js";
import { sampleText, textOfLength, unmatchedText } from "../../../../codegen/emit/tests/sample-text.js";
import { readServiceModel } from "../../../../codegen/read-service-model.js";
import { violationsOf } from "../../../../runtime/for-generated.js";
import { compileValidator } from "../../../support/compile-validator.js";
import { bytes } from "../../../support/generated-test.js";
import { member, service, structure, text, type, union } from "../../../support/service-model-builder.js";

const fixtures = readdirSync("test/codegen/fixtures").filter((name) => name.endsWith(".smithy.json"));
const models = ["model/kinesis", ...fixtures.map((name) => `test/codegen/fixtures/${name}`)];

/** What a literal of a generated test stands for. */
function evaluate(expression: string): unknown {
  return new Function("bytes", `return (${expression});`)(bytes);
}

describe.each(models)("samples of %s", (path) => {
  const model = readServiceModel([path]);

  it.each(model.operations)("$name is what its validator takes", (operation) => {
    const validator = compileValidator(model, operation);
    for (const members of ["all", "required"] as const) {
      const sample = sampleStructure(operation.input, model, members);
      if (sample === undefined) throw new Error("there is none");
      expect(violationsOf(validator, evaluate(literal(sample, "input")))).toEqual([]);
      expect(() => JSON.parse(JSON.stringify(evaluate(literal(sample, "wire"))))).not.toThrow();
    }
  });
});

describe("sample text", () => {
  it("says what it is where it may", () => {
    expect(sampleText("StreamName", { length: { min: 1, max: 128 }, pattern: "^[a-zA-Z0-9_.-]+$" })).toBe(
      "stream-name",
    );
    expect(sampleText("StreamARN", {})).toBe("arn:aws:kinesis:us-east-1:123456789012:stream/orders");
    expect(sampleText("ShardId", { length: { min: 1, max: 3 } })).toBe("sha");
  });

  it.each([
    "^[a-z0-9]{20}-[a-z0-9]{3}$",
    "^([1-9]\\d{0,38})$",
    "^\\d{12}$",
    "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}$",
    "^arn:aws.*:kinesis:.*:\\d{12}:.*stream/\\S+$",
  ])("matches %s, the same in every run", (pattern) => {
    const found = sampleText("Thing", { pattern });
    expect(found).toMatch(new RegExp(pattern, "u"));
    expect(sampleText("Thing", { pattern })).toBe(found);
  });

  it("has exactly the length that is asked for, or is none", () => {
    expect(textOfLength(5, undefined)).toBe("xxxxx");
    expect(textOfLength(5, "^[0-9]+$")).toBe("11111");
    expect(textOfLength(24, "^[a-z0-9]{20}-[a-z0-9]{3}$")).toHaveLength(24);
    expect(textOfLength(5, "^[a-z0-9]{20}-[a-z0-9]{3}$")).toBeUndefined();
    expect(textOfLength(0, undefined)).toBe("");
  });

  it("breaks a pattern and no length", () => {
    const broken = unmatchedText("abc", { length: { min: 3, max: 3 }, pattern: "^[a-z]+$" });
    expect(broken).toHaveLength(3);
    expect(broken).not.toMatch(/^[a-z]+$/);
    expect(unmatchedText("abc", { pattern: "^[^]*$" })).toBeUndefined();
  });
});

describe("a sample", () => {
  const value = union("Value", [member("Deep", type({ kind: "structure", name: "Deep" })), member("S", text())]);
  const deep = structure("Deep", [member("Value", type({ kind: "union", name: "Value" }), { required: true })]);
  const model = service([], [value, deep]);

  it("ends where shapes are recursive", () => {
    const sample = sampleStructure(deep, model);
    expect(sample && evaluate(literal(sample, "input"))).toEqual({ Value: { S: "s" } });
  });

  it("holds members of required structures and not the others when asked for the least", () => {
    const shape = structure("Shape", [member("A", text(), { required: true }), member("B", text())]);
    const least = sampleStructure(shape, model, "required");
    expect(least && evaluate(literal(least, "input"))).toEqual({ A: "a" });
  });

  it("has a form for the caller, for the wire and for the answer", () => {
    const sample = sampleFromNode(
      type({ kind: "list", sparse: true, element: type({ kind: "blob" }) }),
      ["aGk=", "/w==", null],
      model,
    );
    expect(evaluate(literal(sample, "input"))).toEqual(["hi", { base64: "/w==" }, null]);
    expect(evaluate(literal(sample, "wire"))).toEqual(["aGk=", "/w==", null]);
    expect(evaluate(literal(sample, "output"))).toEqual([new Uint8Array([104, 105]), new Uint8Array([255]), null]);
  });

  it.each([
    ["epoch-seconds", "1.5"],
    ["date-time", '"1970-01-01T00:00:01.500Z"'],
    ["http-date", '"Thu, 01 Jan 1970 00:00:01 GMT"'],
  ])("writes timestamps as %s", (format, wire) => {
    const sample = sampleFromNode(type({ kind: "timestamp", format }), 1.5, model);
    expect(literal(sample, "wire")).toBe(wire);
    expect(evaluate(literal(sample, "output"))).toEqual(new Date(1500));
  });

  it.each([
    [{}, "7"],
    [{ min: 10 }, "10"],
    [{ max: 5 }, "5"],
    [{ min: 1, max: 100 }, "7"],
  ])("keeps a number within %j", (range, expected) => {
    const shape = structure("Shape", [member("N", type({ kind: "integer" }, { range }))]);
    const sample = sampleStructure(shape, model);
    expect(sample && literal(sample, "input")).toBe(`{ N: ${expected} }`);
  });

  it("writes numbers that JSON cannot", () => {
    const sample = sampleFromNode(type({ kind: "double" }), "NaN", model);
    expect([literal(sample, "input"), literal(sample, "wire")]).toEqual(["Number.NaN", '"NaN"']);
    const big = sampleFromNode(type({ kind: "bigInteger" }), "12345678901234567890", model);
    expect([literal(big, "output"), literal(big, "wire")]).toEqual(["12345678901234567890n", "12345678901234567890"]);
  });
});
