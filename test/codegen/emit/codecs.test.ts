import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { emitCodecs } from "../../../codegen/emit/codecs.js";
import * as runtime from "../../../runtime/for-generated.js";
import { exactNumber, parseExact } from "../../../runtime/protocol/exact-number.js";
import { writtenJson } from "../../support/written-json.js";
import { exampleService, readShapes } from "../small-model.js";

const required = { "smithy.api#required": {} };

/**
 * The codecs of a model with one operation, Do, whose input and output have the same members; as functions. The writer of
 * the input returns the text that it writes.
 */
function codecsOf(
  members: object,
  shapes: object = {},
): Readonly<Record<string, (...parameters: unknown[]) => unknown>> {
  const model = readShapes({
    ...exampleService(["Do"]),
    "example#Do": { type: "operation", input: { target: "example#DoInput" }, output: { target: "example#DoOutput" } },
    "example#DoInput": { type: "structure", members, traits: { "smithy.api#input": {} } },
    "example#DoOutput": { type: "structure", members },
    ...shapes,
  });
  const [file] = emitCodecs(model, { runtime: "runtime", command: "generate" });
  const { code } = transformSync(file?.text ?? "", { loader: "ts", format: "cjs" });
  const module: { exports: Record<string, (...parameters: unknown[]) => unknown> } = { exports: {} };
  new Function("module", "require", code)(module, () => runtime);
  const { writeDoInput } = module.exports;
  const written = (input: unknown): string => writtenJson((json) => writeDoInput?.(input, json));
  return { ...module.exports, ...(writeDoInput && { writeDoInput: written }) };
}

function roundTrip(members: object, shapes: object, input: object): { json: unknown; output: unknown } {
  const { writeDoInput, readDoOutput } = codecsOf(members, shapes);
  const json = parseExact(String(writeDoInput?.(input)));
  return { json, output: readDoOutput?.(json, { blobs: "bytes" }) };
}

describe("generated codecs", () => {
  const when = new Date("2024-05-06T07:08:09.123Z");

  test.each<[name: string, target: string, value: unknown, wire: unknown]>([
    ["a string", "String", "text", "text"],
    ["a boolean", "Boolean", false, false],
    ["an integer", "Integer", 0, 0],
    ["a long", "Long", 2 ** 53 - 1, 2 ** 53 - 1],
    ["a double", "Double", 1.5, 1.5],
    ["infinity", "Double", Number.POSITIVE_INFINITY, "Infinity"],
    ["not a number", "Float", Number.NaN, "NaN"],
    ["a big integer", "BigInteger", 12345678901234567890n, exactNumber("12345678901234567890")],
    ["a big decimal", "BigDecimal", "1.10", exactNumber("1.10")],
    ["a timestamp", "Timestamp", when, 1714979289.123],
    ["a document", "Document", { a: [null, 1, { b: "c" }] }, { a: [null, 1, { b: "c" }] }],
    ["bytes", "Blob", new Uint8Array([255, 0]), "/wA="],
  ])("%s goes out and comes back", (_, target, value, wire) => {
    const { json, output } = roundTrip({ Value: { target: `smithy.api#${target}` } }, {}, { Value: value });
    expect(json).toEqual({ Value: wire });
    expect(output).toEqual({ Value: value });
  });

  test.each([
    ["date-time", "2024-05-06T07:08:09.123Z"],
    ["http-date", "Mon, 06 May 2024 07:08:09 GMT"],
  ])("a timestamp as %s", (format, wire) => {
    const member = { target: "smithy.api#Timestamp", traits: { "smithy.api#timestampFormat": format } };
    const { json, output } = roundTrip({ Value: member }, {}, { Value: when });
    expect(json).toEqual({ Value: wire });
    expect(output).toEqual({ Value: new Date(wire) });
  });

  test("lists, maps and structures of each other", () => {
    const shapes = {
      "example#Maps": { type: "list", member: { target: "example#Map" } },
      "example#Map": { type: "map", key: { target: "smithy.api#String" }, value: { target: "example#Inner" } },
      "example#Inner": {
        type: "structure",
        members: { Data: { target: "example#Blobs" }, Again: { target: "example#Maps" } },
      },
      "example#Blobs": { type: "list", member: { target: "smithy.api#Blob" } },
    };
    const data = new TextEncoder().encode("hi");
    const value = [{ a: { Data: [data], Again: [{ b: {} }] } }, {}];
    const { json, output } = roundTrip({ Value: { target: "example#Maps" } }, shapes, { Value: value });
    expect(json).toEqual({ Value: [{ a: { Data: ["aGk="], Again: [{ b: {} }] } }, {}] });
    expect(output).toEqual({ Value: value });
  });

  test("sparse collections keep nulls, others leave them out", () => {
    const sparse = { "smithy.api#sparse": {} };
    const text = { target: "smithy.api#String" };
    const shapes = {
      "example#Sparse": { type: "list", member: { target: "smithy.api#Timestamp" }, traits: sparse },
      "example#SparseMap": { type: "map", key: text, value: { target: "smithy.api#Blob" }, traits: sparse },
      "example#Dense": { type: "list", member: text },
    };
    const members = {
      Sparse: { target: "example#Sparse" },
      SparseMap: { target: "example#SparseMap" },
      Dense: { target: "example#Dense" },
    };
    const { json } = roundTrip(members, shapes, { Sparse: [null, new Date(0)], SparseMap: { a: null, b: "x" } });
    expect(json).toEqual({ Sparse: [null, 0], SparseMap: { a: null, b: "eA==" } });
    const { readDoOutput } = codecsOf(members, shapes);
    const body = { Sparse: [null, 0], SparseMap: { a: null }, Dense: ["a", null, "b"] };
    expect(readDoOutput?.(body, { blobs: "base64" })).toEqual({
      Sparse: [null, new Date(0)],
      SparseMap: { a: null },
      Dense: ["a", "b"],
    });
  });

  test("a recursive union; an unknown member is told as such", () => {
    const shapes = {
      "example#Value": {
        type: "union",
        members: {
          S: { target: "smithy.api#String" },
          B: { target: "smithy.api#Blob" },
          L: { target: "example#Values" },
        },
      },
      "example#Values": { type: "list", member: { target: "example#Value" } },
    };
    const members = { Value: { target: "example#Value" } };
    const { json } = roundTrip(members, shapes, { Value: { L: [{ S: "a" }, { B: "b" }] } });
    expect(json).toEqual({ Value: { L: [{ S: "a" }, { B: "Yg==" }] } });
    const { readDoOutput } = codecsOf(members, shapes);
    expect(readDoOutput?.({ Value: { L: [{ X: 1 }, { S: "a" }] } }, { blobs: "bytes" })).toEqual({
      Value: { L: [{ $unknown: ["X", 1] }, { S: "a" }] },
    });
  });

  test("blobs stay text when that is asked for, also in depth", () => {
    const shapes = { "example#Inner": { type: "structure", members: { Data: { target: "smithy.api#Blob" } } } };
    const { readDoOutput } = codecsOf({ Value: { target: "example#Inner" } }, shapes);
    expect(readDoOutput?.({ Value: { Data: "aGk=" } }, { blobs: "base64" })).toEqual({ Value: { Data: "aGk=" } });
  });

  test("null and undefined never reach the wire; nor does what the model does not know", () => {
    const { writeDoInput } = codecsOf({ A: { target: "smithy.api#Blob" }, B: { target: "smithy.api#String" } });
    expect(writeDoInput?.({ A: null, B: undefined, C: 1 })).toBe("{}");
  });

  test("the wire holds the model's members, wherever the caller's object has them from", () => {
    const shapes = {
      "example#Inner": { type: "structure", members: { Name: { target: "smithy.api#String" } } },
      "example#Names": { type: "list", member: { target: "smithy.api#String" } },
    };
    const members = {
      Name: { target: "smithy.api#String" },
      Inner: { target: "example#Inner" },
      Names: { target: "example#Names" },
    };
    const { writeDoInput = () => "no writer" } = codecsOf(members, shapes);
    class Named {
      get Name(): string {
        return "a";
      }
      toJSON(): object {
        return { Name: "something else" };
      }
    }
    const inputs = [new Named(), Object.create({ Name: "a" }), { Name: "a", toJSON: () => ({}) }, { Name: "a", No: 1 }];
    for (const input of inputs) {
      expect(writeDoInput(input)).toBe('{"Name":"a"}');
      expect(writeDoInput({ Inner: input })).toBe('{"Inner":{"Name":"a"}}');
    }
    expect(writeDoInput({ Name: null, Inner: null, Names: null })).toBe("{}");
    expect(writeDoInput({ Names: ["a", undefined, null] })).toBe('{"Names":["a",null,null]}');
  });

  test("null and unknown members of a response are left out", () => {
    const { readDoOutput } = codecsOf({ A: { target: "smithy.api#String" } });
    expect(Object.keys(readDoOutput?.({ A: null, Z: 1 }) as object)).toEqual([]);
  });

  test.each<[target: string, zero: unknown]>([
    ["smithy.api#String", ""],
    ["smithy.api#Integer", 0],
    ["smithy.api#Double", 0],
    ["smithy.api#Boolean", false],
    ["smithy.api#BigInteger", 0n],
    ["smithy.api#BigDecimal", "0"],
    ["smithy.api#Timestamp", new Date(0)],
    ["smithy.api#Blob", new Uint8Array(0)],
    ["smithy.api#Document", null],
    ["example#Names", []],
    ["example#Map", {}],
    ["example#Inner", { Deep: "" }],
    ["example#Choice", { $unknown: ["", undefined] }],
  ])("a required %s that is missing is corrected", (target, zero) => {
    const text = { target: "smithy.api#String" };
    const { readDoOutput } = codecsOf(
      { Value: { target, traits: required } },
      {
        "example#Names": { type: "list", member: text },
        "example#Map": { type: "map", key: text, value: text },
        "example#Inner": { type: "structure", members: { Deep: { ...text, traits: required } } },
        "example#Choice": { type: "union", members: { A: text } },
      },
    );
    expect(readDoOutput?.({}, { blobs: "bytes" })).toEqual({ Value: zero });
    expect(readDoOutput?.({ Value: null }, { blobs: "bytes" })).toEqual({ Value: zero });
  });

  test("defaults are filled in on reading; on writing those of nested structures alone", () => {
    const withDefault = { target: "smithy.api#Integer", traits: { "smithy.api#default": 3 } };
    const shapes = { "example#Inner": { type: "structure", members: { Count: withDefault } } };
    const { writeDoInput, readDoOutput } = codecsOf({ Top: withDefault, Inner: { target: "example#Inner" } }, shapes);
    expect(writeDoInput?.({ Inner: {} })).toBe('{"Inner":{"Count":3}}');
    expect(writeDoInput?.({ Inner: { Count: 0 } })).toBe('{"Inner":{"Count":0}}');
    expect(readDoOutput?.({ Inner: {} })).toEqual({ Top: 3, Inner: { Count: 3 } });
  });

  test("a token is made up when there is none, and another one each time", () => {
    const { writeDoInput } = codecsOf({
      Token: { target: "smithy.api#String", traits: { "smithy.api#idempotencyToken": {} } },
    });
    expect(writeDoInput?.({ Token: "mine" })).toBe('{"Token":"mine"}');
    const tokens = [writeDoInput?.({}), writeDoInput?.({})];
    expect(tokens[0]).toMatch(/^\{"Token":"[0-9a-f-]{36}"\}$/);
    expect(tokens[0]).not.toEqual(tokens[1]);
  });

  test("a shape called as one of the runtime's readers does not hide it", () => {
    const shapes = {
      "example#Timestamp": { type: "structure", members: { At: { target: "smithy.api#Timestamp" } } },
    };
    const { readDoOutput } = codecsOf({ Value: { target: "example#Timestamp" } }, shapes);
    expect(readDoOutput?.({ Value: { At: 1 } })).toEqual({ Value: { At: new Date(1000) } });
  });
});

test("what is in a list or a map, however deep, is written and read in place, as calls may have many of it", () => {
  const model = readShapes({
    ...exampleService(["Do"]),
    "example#Do": { type: "operation", input: { target: "example#DoInput" }, output: { target: "example#DoInput" } },
    "example#DoInput": {
      type: "structure",
      members: { Parts: { target: "example#Parts" }, Whole: { target: "example#Whole" } },
    },
    "example#Parts": { type: "list", member: { target: "example#Part" } },
    "example#Part": { type: "structure", members: { Inner: { target: "example#Inner" } } },
    "example#Inner": { type: "structure", members: { Text: { target: "smithy.api#String" } } },
    "example#Whole": { type: "structure", members: { Text: { target: "smithy.api#String" } } },
  });
  const [file] = emitCodecs(model, { runtime: "runtime", command: "generate" });
  const inPlace = (name: string): boolean =>
    !/(?:read|write)Members/.test(file?.text.split(`function ${name}(`)[1]?.split("\n}\n")[0] ?? "Members");
  const names = ["writePart", "writeInner", "readPart", "readInner", "writeWhole", "readWhole", "writeDoInput"];
  expect(names.filter(inPlace)).toEqual(["writePart", "writeInner", "readPart", "readInner"]);
});
