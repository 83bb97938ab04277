import { describe, expect, it } from "vitest";
import { emitValidators, validatorCode, validatorNotices } from "../../../codegen/emit/validators.js";
import type {
  Constraints,
  MemberModel,
  PayloadLimitModel,
  ShapeModel,
  TypeModel,
} from "../../../codegen/service-model.js";
import type { Validator } from "../../../runtime/for-generated.js";
import { bundleValidator } from "../../support/bundle-validator.js";
import { compileValidator, findings } from "../../support/compile-validator.js";
import { member, operation, service, structure, text, type, union } from "../../support/service-model-builder.js";

const options = { runtime: "../runtime.js", command: "npm run generate" };

function validatorOf(
  members: readonly MemberModel[],
  shapes: readonly ShapeModel[] = [],
  payloadLimit?: PayloadLimitModel,
): Validator {
  const call = operation("Call", members, payloadLimit === undefined ? {} : { payloadLimit });
  return compileValidator(service([call], shapes), call);
}

/** A validator of an input with the one member `M`. */
function validatorOfType(of: TypeModel, shapes: readonly ShapeModel[] = []): (value: unknown) => string[] {
  const validator = validatorOf([member("M", of)], shapes);
  return (value) => findings(validator, { M: value });
}

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

describe("payload limits", () => {
  const entry = structure("Entry", [
    member("Data", type({ kind: "blob" })),
    member("Key", text()),
    member("Note", text()),
  ]);
  const records = member(
    "Records",
    type({ kind: "list", sparse: false, element: type({ kind: "structure", name: "Entry" }) }),
  );
  const limit = {
    entries: "Records",
    counted: ["Data", "Key"],
    entryBytes: 10,
    callBytes: 15,
    callEntries: 3,
    source: "",
  };
  const validator = validatorOf([records], [entry], limit);

  it("count decoded and UTF-8 bytes of an entry and of the call", () => {
    expect(
      findings(validator, { Records: [{ Data: new Uint8Array(8), Key: "é", Note: "not counted at all" }] }),
    ).toEqual([]);
    expect(findings(validator, { Records: [{ Data: { base64: "AAAAAAAAAAA=" }, Key: "éa" }] })).toEqual([
      "payloadLimit /Records/0",
    ]);
    expect(validator.errors?.[0]?.params).toEqual({ scope: "entry", limit: 10, actual: 11 });
    expect(findings(validator, { Records: [{ Data: "12345678" }, { Key: "1234567" }] })).toEqual([]);
    expect(findings(validator, { Records: [{ Data: "12345678" }, { Key: "12345678" }] })).toEqual(["payloadLimit "]);
    expect(validator.errors?.[0]?.params).toEqual({ scope: "call", limit: 15, actual: 16 });
  });

  it("limit the number of entries", () => {
    expect(findings(validator, { Records: [{}, {}, {}] })).toEqual([]);
    expect(findings(validator, { Records: [{}, {}, {}, {}] })).toEqual(["maxItems /Records"]);
  });

  it("leave what is of the wrong type to other findings", () => {
    expect(findings(validator, { Records: [null, { Data: 1 }] })).toEqual(["type /Records/0", "blob /Records/1/Data"]);
    expect(findings(validator, { Records: "x" })).toEqual(["type /Records"]);
    expect(findings(validator, {})).toEqual([]);
  });

  it("take the input for the entry where there is no list", () => {
    const single = validatorOf(entry.members, [], {
      counted: ["Data", "Key"],
      entryBytes: 4,
      callBytes: 9,
      source: "",
    });
    expect(findings(single, { Data: "ab", Key: "cd" })).toEqual([]);
    expect(findings(single, { Data: "abc", Key: "cd" })).toEqual(["payloadLimit "]);
    expect(single.errors?.[0]?.params).toEqual({ scope: "entry", limit: 4, actual: 5 });
  });
});

describe("the emitted modules", () => {
  const call = operation("PutThing", [
    member("Name", text({ length: { max: 9 }, pattern: "^[a-z/]+$" })),
    member("Odd", text({ pattern: "^\\p{InGreek}+$" })),
    member("Data", type({ kind: "blob" })),
  ]);
  const files = new Map(emitValidators(service([call]), options).map(({ path, text }) => [path, text]));
  const code = files.get("validators/put-thing.ts") ?? "";

  it("are one an operation and an index", () => {
    expect([...files.keys()]).toEqual(["validators/put-thing.ts", "validators/index.ts"]);
    expect(files.get("validators/index.ts")).toContain('export { validatePutThingInput } from "./put-thing.js";');
  });

  it("begin with the banner and import what they call, no more", () => {
    expect(code.split("\n").slice(0, 2)).toEqual([
      expect.stringMatching(/^\/\/ Generated by shardwright/),
      "// @ts-nocheck",
    ]);
    expect(code).toContain('import { type Validator, codePointLength, isBlobInput } from "../../runtime.js";');
    expect(code).toContain("export const validatePutThingInput: Validator = checkPutThingInput;");
  });

  it("hold nothing that needs ajv, and nothing that a bundler must keep", () => {
    expect(code).not.toMatch(/require\(|new RegExp|new Function|ucs2length|schemaPath|evaluated/);
    expect(code).toContain("const pattern1 = /^[a-z/]+$/u;");
  });

  it("tell what they cannot check", () => {
    expect(code).toContain("^\\p{InGreek}+$ of PutThingInput$Odd has no faithful JavaScript form");
    expect(files.get("validators/index.ts")).not.toContain("faithful");
  });
});

describe("shapes that several operations hold", () => {
  const of = (name: string): TypeModel => type({ kind: "structure", name });
  const texts = (count: number): MemberModel[] =>
    Array.from({ length: count }, (_, index) => member(`T${index}`, text({ length: { max: index + 1 } })));
  const rule = structure("Rule", [
    ...texts(7),
    member("Odd", text({ pattern: "^\\p{InGreek}+$" })),
    member("Next", of("Rule")),
    member("Other", of("Other")),
    member("Rules", type({ kind: "list", sparse: false, element: of("Rule") })),
  ]);
  const other = structure("Other", [...texts(8), member("Rule", of("Rule"))]);
  const small = structure("Small", texts(7));
  const lone = structure("Lone", texts(20));
  const model = service(
    [
      operation("PutOne", [member("R", of("Rule")), member("S", of("Small"))]),
      operation("PutTwo", [member("R", of("Rule")), member("S", of("Small")), member("T", of("Rule"))]),
      operation("PutThree", [member("Lone", of("Lone")), member("Rule", text())]),
    ],
    [rule, other, small, lone],
  );
  const files = new Map(emitValidators(model, options).map(({ path, text: code }) => [path, code]));

  it("are checked by a module of their own, small ones and those of one operation in place", () => {
    expect([...files.keys()]).toEqual([
      "validators/put-one.ts",
      "validators/put-two.ts",
      "validators/put-three.ts",
      "validators/shapes/other.ts",
      "validators/shapes/rule.ts",
      "validators/index.ts",
    ]);
    expect(files.get("validators/put-one.ts")).toContain('import { checkRule } from "./shapes/rule.js";');
    expect(files.get("validators/put-one.ts")).toContain('instancePath + "/S/T0"');
    expect(files.get("validators/put-three.ts")).toContain('instancePath + "/Lone/T0"');
    expect(files.get("validators/index.ts")).not.toContain("shapes/");
  });

  it("import each other, but never themselves", () => {
    const code = files.get("validators/shapes/rule.ts") ?? "";
    expect(code).toContain('import { checkOther } from "./other.js";');
    expect(code).not.toContain("./rule.js");
    expect(code.match(/^export function checkRule\(data: unknown, instancePath = ""\): boolean \{$/gm)).toHaveLength(1);
    expect(files.get("validators/shapes/other.ts")).toContain('import { checkRule } from "./rule.js";');
  });

  it("give the findings, in order and with their paths, that a check in place gives", async () => {
    const input = {
      R: { T0: "ab", Next: { T1: 3, Extra: 1 }, Rules: [{}, { T2: "long" }, 7], Other: { T7: null, Rule: { T0: 0 } } },
      S: { T0: "ab" },
      T: { Rules: "x" },
      Unknown: true,
    };
    for (const call of model.operations.slice(0, 2)) {
      const { validator } = await bundleValidator(files, call);
      const inPlace = compileValidator(model, call);
      expect(findings(validator, input)).toEqual(findings(inPlace, input));
      expect(findings(validator, input)).toContain("maxLength /R/Rules/1/T2");
      expect(validator.errors).toHaveLength(10);
      expect(validator({ R: { T0: "a", Next: { Next: {} } } })).toBe(true);
      expect(validator.errors).toBeNull();
    }
  });

  it("are loaded by the operations that hold them alone", async () => {
    const [one, , three] = model.operations;
    if (one === undefined || three === undefined) throw new Error("no operations");
    expect((await bundleValidator(files, one)).modules).toEqual(["put-one", "shapes/other", "shapes/rule"]);
    expect((await bundleValidator(files, three)).modules).toEqual(["put-three"]);
  });

  it("tell once what they cannot check", () => {
    const notice =
      "The pattern ^\\p{InGreek}+$ of Rule$Odd has no faithful JavaScript form: the service alone checks it.";
    expect(files.get("validators/shapes/rule.ts")).toContain(
      "^\\p{InGreek}+$ of Rule$Odd has no faithful JavaScript form",
    );
    expect(files.get("validators/put-one.ts")).not.toContain("InGreek");
    expect(validatorNotices(model)).toEqual([notice]);
  });

  it("get files that differ where their names differ in case or signs alone", () => {
    const named = (name: string): ShapeModel => structure(name, texts(8));
    const members = [member("A", of("ABRule")), member("B", of("AbRule"))];
    const twice = service([operation("One", members), operation("Two", members)], [named("ABRule"), named("AbRule")]);
    const paths = emitValidators(twice, options).map(({ path }) => path);
    expect(paths.slice(2, 4)).toEqual(["validators/shapes/ab-rule.ts", "validators/shapes/ab-rule-shape.ts"]);
  });

  it("may be called as the operation's input would be", async () => {
    const input = structure("PutThingInput", [...texts(8), member("Again", of("PutThingInput"))]);
    const call = operation("PutThing", [member("M", of("PutThingInput"))]);
    const second = operation("Second", [member("M", of("PutThingInput"))]);
    const modules = new Map(
      emitValidators(service([call, second], [input]), options).map((file) => [file.path, file.text]),
    );
    const { validator } = await bundleValidator(modules, call);
    expect(findings(validator, { M: { Again: { T0: 1 } } })).toEqual(["type /M/Again/T0"]);
    expect(findings(compileValidator(service([call], [input]), call), { M: { Again: { T0: 1 } } })).toEqual([
      "type /M/Again/T0",
    ]);
  });
});
