import { describe, expect, it } from "vitest";
import { validatorCode } from "../../../codegen/emit/validators.js";
import type { Constraints, ShapeModel, TypeModel } from "../../../codegen/service-model.js";
import { compileValidator, findings } from "../../support/compile-validator.js";
import { member, operation, service, structure, text, type, union } from "../../support/service-model-builder.js";
import { validatorOf, validatorOfType } from "./validator-of.js";

describe("structures", () => {
  const validator = validatorOf([member("A", text(), { required: true }), member("B", text())]);

  it("wants required members and takes undefined for absence", () => {
    expect(findings(validator, { A: "a" })).toEqual([]);
    expect(findings(validator, { A: "a", B: undefined })).toEqual([]);
    expect(findings(validator, {})).toEqual(["required "]);
    expect(findings(validator, { A: undefined })).toEqual(["required "]);
  });

  it("takes null for a wrong type, not for absence", () => {
    expect(findings(validator, { A: null, B: null })).toEqual(["type /A", "type /B"]);
  });

  it("flags unknown members by name, unless they are undefined", () => {
    expect(findings(validator, { A: "a", C: 1, D: undefined })).toEqual(["additionalProperties "]);
    expect(validator.errors?.[0]?.params).toEqual({ additionalProperty: "C" });
  });

  it("refuses what is no object", () => {
    for (const input of [undefined, null, "text", 1, [], true]) expect(findings(validator, input)).toEqual(["type "]);
  });

  it("checks a member that is called __proto__ as any other", () => {
    const odd = (json: string) => JSON.parse(json) as object;
    const required = validatorOf([member("__proto__", text({ length: { max: 2 } }), { required: true })]);
    expect(findings(required, odd('{"__proto__": "ab"}'))).toEqual([]);
    expect(findings(required, odd('{"__proto__": "abc"}'))).toEqual(["maxLength /__proto__"]);
    expect(findings(required, odd('{"__proto__": 1}'))).toEqual(["type /__proto__"]);
    expect(findings(required, {})).toEqual(["required "]);
    expect(required.errors?.[0]?.params).toEqual({ missingProperty: "__proto__" });
    // What an object inherits is no member.
    expect(findings(required, Object.create({ ["__proto__"]: "ab" }))).toEqual(["required "]);
    expect(findings(validator, odd('{"A": "a", "__proto__": 1}'))).toEqual(["additionalProperties "]);
    const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "__proto__"];
    const many = validatorOf(names.map((name) => member(name, text())));
    expect(findings(many, odd('{"a": "", "__proto__": "", "i": ""}'))).toEqual([]);
    expect(findings(many, odd('{"a": "", "__proto__": 1, "z": ""}'))).toEqual([
      "type /__proto__",
      "additionalProperties ",
    ]);
  });

  it("reports everything at once", () => {
    expect(findings(validator, { B: 1, C: 1 })).toEqual(["required ", "type /B", "additionalProperties "]);
  });

  it("forgets the findings of the call before", () => {
    findings(validator, {});
    expect(validator({ A: "a" })).toBe(true);
    expect(validator.errors).toBeNull();
  });

  it("lets members be left out that have a default or that the client fills", () => {
    const filled = validatorOf([
      member("Token", text(), { required: true, idempotencyToken: true }),
      member("Mode", text(), { required: true, default: "x" }),
    ]);
    expect(findings(filled, {})).toEqual([]);
  });

  it("escapes names in paths", () => {
    const odd = validatorOf([member("a/b~c", text())]);
    expect(findings(odd, { "a/b~c": 1 })).toEqual(["type /a~1b~0c"]);
  });
});

describe("strings", () => {
  it("are measured in code points", () => {
    const check = validatorOfType(text({ length: { min: 2, max: 3 } }));
    expect(check("😀")).toEqual(["minLength /M"]);
    expect(check("😀😀")).toEqual([]);
    expect(check("😀😀😀")).toEqual([]);
    expect(check("😀😀😀😀")).toEqual(["maxLength /M"]);
    expect(check("a")).toEqual(["minLength /M"]);
    expect(check("abcd")).toEqual(["maxLength /M"]);
  });

  it("keep to their pattern, which the finding quotes as published", () => {
    const validator = validatorOf([member("M", text({ pattern: "^[\\w-_]+$" }))]);
    expect(findings(validator, { M: "a-b" })).toEqual([]);
    expect(findings(validator, { M: "a b" })).toEqual(["pattern /M"]);
    expect(validator.errors?.[0]?.params).toEqual({ pattern: "^[\\w-_]+$" });
  });

  it("are not searched when they are far too long", () => {
    const check = validatorOfType(text({ length: { max: 4 }, pattern: "^(a+)+$" }));
    expect(check(`${"a".repeat(40)}!`)).toEqual(["maxLength /M"]);
    expect(check("aaa!")).toEqual(["pattern /M"]);
    expect(check("aaaa!")).toEqual(["maxLength /M", "pattern /M"]);
  });

  it("are of the enum's values", () => {
    const mode: ShapeModel = {
      kind: "enum",
      name: "Mode",
      shapeName: "Mode",
      documentation: "",
      values: [
        { name: "ON", value: "ON" },
        { name: "OFF", value: "OFF" },
      ],
    };
    const validator = validatorOf([member("M", type({ kind: "enum", name: "Mode" }))], [mode]);
    expect(findings(validator, { M: "ON" })).toEqual([]);
    expect(findings(validator, { M: "on" })).toEqual(["enum /M"]);
    expect(validator.errors?.[0]?.params).toEqual({ allowedValues: ["ON", "OFF"] });
    expect(findings(validator, { M: 1 })).toEqual(["type /M"]);
  });
});

describe("numbers", () => {
  it.each([
    ["byte", -128, 127, -129, 128],
    ["short", -32768, 32767, -32769, 32768],
    ["integer", -2147483648, 2147483647, -2147483649, 2147483648],
    ["long", -(2 ** 63), 2 ** 63 - 1024, -(2 ** 63) - 2048, 2 ** 63],
  ] as const)("of kind %s keep to their width", (kind, least, most, below, above) => {
    const check = validatorOfType(type({ kind }));
    expect([check(least), check(most)]).toEqual([[], []]);
    for (const value of [below, above, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "1", null, 1n]) {
      expect(check(value)).toEqual(["type /M"]);
    }
  });

  it.each(["float", "double"] as const)("of kind %s may be NaN and infinite", (kind) => {
    const check = validatorOfType(type({ kind }));
    for (const value of [1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(check(value)).toEqual([]);
    expect(check("1.5")).toEqual(["type /M"]);
  });

  it("keep to their range", () => {
    const check = validatorOfType(type({ kind: "integer" }, { range: { min: 1, max: 10 } }));
    expect([check(1), check(10), check(0), check(11)]).toEqual([[], [], ["minimum /M"], ["maximum /M"]]);
    const floats = validatorOfType(type({ kind: "double" }, { range: { max: 1 } }));
    expect([floats(1), floats(1.01), floats(Number.POSITIVE_INFINITY)]).toEqual([[], ["maximum /M"], ["maximum /M"]]);
  });

  it("may be big", () => {
    const integers = validatorOfType(type({ kind: "bigInteger" }));
    expect([integers(12n), integers(12), integers(1.5), integers("12")]).toEqual([[], [], ["type /M"], ["type /M"]]);
    const decimals = validatorOfType(type({ kind: "bigDecimal" }));
    expect([decimals("-1.5e3"), decimals(1.5), decimals("x"), decimals(Number.NaN)]).toEqual([
      [],
      [],
      ["type /M"],
      ["type /M"],
    ]);
  });
});

describe("blobs and timestamps", () => {
  it("are measured in decoded bytes", () => {
    const validator = validatorOf([member("M", type({ kind: "blob" }, { length: { min: 2, max: 4 } }))]);
    for (const value of ["é", new Uint8Array(4), { base64: "AAAAAA==" }])
      expect(findings(validator, { M: value })).toEqual([]);
    for (const value of ["éée", new Uint8Array(5), { base64: "AAAAAAA=" }]) {
      expect(findings(validator, { M: value })).toEqual(["blobMaxBytes /M"]);
      expect(validator.errors?.[0]?.params).toEqual({ limit: 4, actual: 5 });
    }
    expect(findings(validator, { M: "a" })).toEqual(["blobMinBytes /M"]);
  });

  it("are what they have to be", () => {
    for (const constraints of [{}, { length: { max: 4 } }] satisfies Constraints[]) {
      const check = validatorOfType(type({ kind: "blob" }, constraints));
      for (const value of [null, 1, {}, [1]]) expect(check(value)).toEqual(["blob /M"]);
    }
    const times = validatorOfType(type({ kind: "timestamp", format: "epoch-seconds" }));
    expect(times(new Date(0))).toEqual([]);
    for (const value of [new Date(Number.NaN), 0, "2026-01-01", null]) expect(times(value)).toEqual(["timestamp /M"]);
  });
});

describe("lists and maps", () => {
  const texts = (sparse: boolean, constraints: Constraints = {}): TypeModel =>
    type({ kind: "list", sparse, element: text({ length: { max: 2 } }) }, constraints);

  it("limits the size of lists and checks each element", () => {
    const check = validatorOfType(texts(false, { length: { min: 1, max: 2 } }));
    expect([check(["a"]), check(["a", "b"]), check([]), check(["a", "b", "c"])]).toEqual([
      [],
      [],
      ["minItems /M"],
      ["maxItems /M"],
    ]);
    expect(check(["abc", 1])).toEqual(["maxLength /M/0", "type /M/1"]);
    expect(check({})).toEqual(["type /M"]);
  });

  it("takes nulls in sparse lists and maps alone", () => {
    expect(validatorOfType(texts(true))([null, "abc"])).toEqual(["maxLength /M/1"]);
    expect(validatorOfType(texts(false))([null])).toEqual(["type /M/0"]);
    const map = (sparse: boolean): TypeModel => type({ kind: "map", sparse, key: text(), value: text() });
    expect(validatorOfType(map(true))({ a: null, b: 1 })).toEqual(["type /M/b"]);
    expect(validatorOfType(map(false))({ a: null })).toEqual(["type /M/a"]);
  });

  it("finds equal elements", () => {
    const validator = validatorOf([member("M", texts(false, { uniqueItems: true }))]);
    expect(findings(validator, { M: ["a", "b"] })).toEqual([]);
    expect(findings(validator, { M: ["a", "b", "a"] })).toEqual(["uniqueItems /M"]);
    expect(validator.errors?.[0]?.params).toEqual({ i: 0, j: 2 });
  });

  it("checks keys, values and size of maps", () => {
    const check = validatorOfType(
      type(
        {
          kind: "map",
          sparse: false,
          key: text({ length: { max: 2 }, pattern: "^[a-z]*$" }),
          value: text({ length: { max: 1 } }),
        },
        { length: { min: 1, max: 2 } },
      ),
    );
    expect(check({ ab: "x" })).toEqual([]);
    expect(check({ abc: "xy", "a/": 1 })).toEqual([
      "maxLength /M key abc",
      "pattern /M key a/",
      "maxLength /M/abc",
      "type /M/a~1",
    ]);
    expect(check({ a: undefined })).toEqual([]);
    expect([check({}), check({ a: "", b: "", c: "" })]).toEqual([["minProperties /M"], ["maxProperties /M"]]);
    for (const value of [new Map([["a", "b"]]), new Date(0), [], "a", null]) expect(check(value)).toContain("type /M");
  });
});

describe("unions and recursion", () => {
  const value = union("Value", [
    member("S", text()),
    member("L", type({ kind: "list", sparse: false, element: type({ kind: "union", name: "Value" }) })),
  ]);
  const check = validatorOfType(type({ kind: "union", name: "Value" }), [value]);

  it("want exactly one member", () => {
    expect(check({ S: "a" })).toEqual([]);
    expect(check({ S: "a", L: undefined })).toEqual([]);
    expect(check({})).toEqual(["union /M"]);
    expect(check({ S: "a", L: [] })).toEqual(["union /M"]);
    expect(check({ X: 1 })).toEqual(["union /M", "additionalProperties /M"]);
  });

  it("are followed to any depth, each finding with its path", () => {
    expect(check({ L: [{ L: [{ S: "a" }, { S: 1 }] }, {}] })).toEqual(["type /M/L/0/L/1/S", "union /M/L/1"]);
  });

  it("share one function for a shape that is met twice", () => {
    const tag = structure("Tag", [member("Key", text())]);
    const of = type({ kind: "structure", name: "Tag" });
    const call = operation("Call", [member("A", of), member("B", of)]);
    const { code } = validatorCode(service([call], [tag]), call);
    expect(code.match(/function checkTag\(/g)).toHaveLength(1);
    const validator = compileValidator(service([call], [tag]), call);
    expect(findings(validator, { A: { Key: 1 }, B: { Key: 2 } })).toEqual(["type /A/Key", "type /B/Key"]);
  });

  it("may call each other", () => {
    const left = structure("Left", [member("Right", type({ kind: "structure", name: "Right" }))]);
    const right = structure("Right", [member("Left", type({ kind: "structure", name: "Left" })), member("N", text())]);
    const mutual = validatorOfType(type({ kind: "structure", name: "Left" }), [left, right]);
    expect(mutual({ Right: { Left: { Right: { N: 1 } } } })).toEqual(["type /M/Right/Left/Right/N"]);
  });
});
