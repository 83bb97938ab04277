import {
  _,
  type Code,
  type CodeGen,
  type CodeKeywordDefinition,
  type KeywordCxt,
  type KeywordErrorDefinition,
  Name,
  stringify,
} from "ajv";
import { _Code } from "ajv/dist/compile/codegen/code.js";
import { Type } from "ajv/dist/compile/util.js";
import { javascriptPattern } from "./smithy-pattern.js";

/**
 * The vocabulary of the validators' schemas: keywords that ajv does not have (`blob`, `timestamp`, `number`, `union`,
 * `mapKeys`, `payloadLimit`), and keywords of its own that measure as Smithy does or need no `require` at run time.
 *
 * Names of runtime functions stand in the emitted code as they are; `validators.ts` imports those that occur.
 */

/** Variables of every function that ajv writes. */
const vErrors: Name = new Name("vErrors");
const errors: Name = new Name("errors");
const instancePath: Name = new Name("instancePath");

/** Keywords of ajv that those below replace. */
export const replacedKeywords: readonly string[] = [
  "additionalProperties",
  "enum",
  "items",
  "maxLength",
  "minLength",
  "pattern",
  "uniqueItems",
];

/** Findings of these keywords say that a value has the wrong type altogether, so they carry the keyword `type`. */
function failType(cxt: KeywordCxt, condition: Code, expected: string): void {
  failAs(cxt, "type", condition, _`{type: ${expected}}`);
}

/** Reports a finding under another keyword than the one that generates the check. */
function failAs(cxt: KeywordCxt, keyword: string, condition: Code, params: Code): void {
  const error: KeywordErrorDefinition = { message: keyword, params };
  const renamed: KeywordCxt = Object.create(cxt, {
    keyword: { value: keyword },
    def: { value: { ...cxt.def, error } },
  });
  renamed.fail(condition);
}

/** Limits in code points. A string's length lies between its code points and twice as many: mostly no need to count. */
const maxLength: CodeKeywordDefinition = {
  keyword: "maxLength",
  type: "string",
  schemaType: "number",
  error: { message: "too long", params: ({ schema }) => _`{limit: ${schema}}` },
  code(cxt) {
    const { data, schema } = cxt;
    cxt.fail(_`${data}.length > ${schema} && codePointLength(${data}) > ${schema}`);
  },
};

const minLength: CodeKeywordDefinition = {
  keyword: "minLength",
  type: "string",
  schemaType: "number",
  error: { message: "too short", params: ({ schema }) => _`{limit: ${schema}}` },
  code(cxt) {
    const { data, schema } = cxt;
    if (schema === 1) cxt.fail(_`${data}.length < 1`);
    else cxt.fail(_`${data}.length < ${2 * schema} && codePointLength(${data}) < ${schema}`);
  },
};

/**
 * A Smithy pattern. Findings quote it as the model has it. Strings that are certainly too long are not searched: they
 * are refused already, and some published patterns take time that grows faster than the string.
 */
const pattern: CodeKeywordDefinition = {
  keyword: "pattern",
  type: "string",
  schemaType: "string",
  error: { message: "pattern", params: ({ schema }) => _`{pattern: ${schema}}` },
  code(cxt) {
    const { gen, data, schema, parentSchema } = cxt;
    const expression = javascriptPattern(schema);
    if (expression === undefined) throw new Error(`The pattern ${schema} has no JavaScript form`);
    const hoisted = hoist(gen, expression);
    const longest = typeof parentSchema.maxLength === "number" ? 2 * parentSchema.maxLength : undefined;
    const fails = _`!${hoisted}.test(${data})`;
    cxt.fail(longest === undefined ? fails : _`${data}.length <= ${longest} && ${fails}`);
  },
};

/** A constant of the module that holds a regular expression. */
function hoist(gen: CodeGen, expression: RegExp): Code {
  const code = new _Code(`/${expression.source}/u`);
  return gen.scopeValue("pattern", { key: expression.source, ref: expression, code });
}

const decimal = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/u;

/** Inputs take the values that the model lists and no others. */
const enumeration: CodeKeywordDefinition = {
  keyword: "enum",
  schemaType: "array",
  error: { message: "enum", params: ({ params }) => _`{allowedValues: ${params.allowedValues}}` },
  code(cxt) {
    const { gen, data, schema } = cxt;
    const values: readonly (string | number)[] = schema;
    // The scope's prefix must be one that ajv knows; validators.ts gives the constant its final name.
    const allowedValues = gen.scopeValue("schema", { key: JSON.stringify(values), ref: values, code: stringify(values) });
    cxt.setParams({ allowedValues });
    cxt.fail(_`typeof ${data} === ${typeof values[0]} && !${allowedValues}.includes(${data})`);
  },
};

const blob: CodeKeywordDefinition = {
  keyword: "blob",
  schemaType: "object",
  error: { message: "blob", params: _`{}` },
  code(cxt) {
    const { gen, data } = cxt;
    const { minBytes, maxBytes }: { minBytes?: number; maxBytes?: number } = cxt.schema;
    if (minBytes === undefined && maxBytes === undefined) {
      cxt.fail(_`!isBlobInput(${data})`);
      return;
    }
    const checkSize = (): void => {
      const bytes = gen.const("bytes", _`blobByteLength(${data})`);
      const params = (limit: number): Code => _`{limit: ${limit}, actual: ${bytes}}`;
      if (minBytes !== undefined) failAs(cxt, "blobMinBytes", _`${bytes} < ${minBytes}`, params(minBytes));
      if (maxBytes !== undefined) failAs(cxt, "blobMaxBytes", _`${bytes} > ${maxBytes}`, params(maxBytes));
    };
    gen.if(_`isBlobInput(${data})`, checkSize, () => cxt.error());
  },
};

const timestamp: CodeKeywordDefinition = {
  keyword: "timestamp",
  schemaType: "boolean",
  error: { message: "timestamp", params: _`{}` },
  code(cxt) {
    cxt.fail(_`!isTimestamp(${cxt.data})`);
  },
};

/** The numbers of Smithy. Integers keep to their width; floats may be NaN and infinite, as the protocol can say that. */
const number: CodeKeywordDefinition = {
  keyword: "number",
  schemaType: "string",
  code(cxt) {
    const { gen, data } = cxt;
    const integer = _`Number.isInteger(${data})`;
    switch (cxt.schema) {
      case "byte":
        return failType(cxt, _`!(${integer} && ${data} >= -128 && ${data} <= 127)`, "8-bit integer");
      case "short":
        return failType(cxt, _`!(${integer} && ${data} >= -32768 && ${data} <= 32767)`, "16-bit integer");
      case "integer":
        return failType(cxt, _`!(${integer} && ${data} >= -2147483648 && ${data} <= 2147483647)`, "32-bit integer");
      case "long":
        return failType(cxt, _`!(${integer} && ${data} >= -(2 ** 63) && ${data} < 2 ** 63)`, "64-bit integer");
      case "bigInteger":
        return failType(cxt, _`!(typeof ${data} === "bigint" || ${integer})`, "bigint or whole number");
      case "bigDecimal":
        return failType(
          cxt,
          _`!(Number.isFinite(${data}) || (typeof ${data} === "string" && ${hoist(gen, decimal)}.test(${data})))`,
          "number or decimal string",
        );
      default:
        return failType(cxt, _`typeof ${data} !== "number"`, "number");
    }
  },
};

/** Exactly one member is given. */
const union: CodeKeywordDefinition = {
  keyword: "union",
  type: "object",
  schemaType: "boolean",
  error: {
    message: "union",
    params: ({ params }) => _`{members: ${params.members}, present: ${params.present}}`,
  },
  code(cxt) {
    const { gen, data, parentSchema } = cxt;
    const members = Object.keys(parentSchema.properties);
    const given = members.map((member) => _`(${property(data, member)} !== undefined ? 1 : 0)`);
    const present = gen.const("present", given.length === 0 ? _`0` : given.reduce((sum, next) => _`${sum} + ${next}`));
    cxt.setParams({ members: stringify(members), present });
    cxt.fail(_`${present} !== 1`);
  },
};

/** Each element; a sparse list may hold nulls. */
const items: CodeKeywordDefinition = {
  keyword: "items",
  type: "array",
  schemaType: "object",
  code(cxt) {
    const { gen, data, parentSchema } = cxt;
    gen.forRange("i", 0, _`${data}.length`, (index) => {
      const check = (): void => {
        cxt.subschema({ keyword: "items", dataProp: index, dataPropType: Type.Num }, gen.name("valid"));
      };
      if (parentSchema.sparse === true) gen.if(_`${data}[${index}] !== null`, check);
      else check();
    });
  },
};

/**
 * `false` refuses members that the structure does not have; a schema checks each value of a map. What is undefined is
 * absent. A Map, a typed array or a Date is an object to JavaScript, but no map of the model.
 */
const additionalProperties: CodeKeywordDefinition = {
  keyword: "additionalProperties",
  type: "object",
  schemaType: ["boolean", "object"],
  error: {
    message: "unknown member",
    params: ({ params }) => _`{additionalProperty: ${params.additionalProperty}}`,
  },
  code(cxt) {
    const { gen, data, schema, parentSchema } = cxt;
    if (schema === false) {
      gen.forIn("key", data, (key) => {
        const unknown = Object.keys(parentSchema.properties ?? {}).map((member) => _`${key} !== ${member}`);
        cxt.setParams({ additionalProperty: key });
        cxt.fail([...unknown, _`${data}[${key}] !== undefined`].reduce((all, next) => _`${all} && ${next}`));
      });
      return;
    }
    failType(cxt, _`${data}[Symbol.iterator] !== undefined || ${data} instanceof Date`, "object");
    gen.forIn("key", data, (key) => {
      const value = _`${data}[${key}]`;
      const present = parentSchema.sparse === true ? _`${value} !== undefined && ${value} !== null` : _`${value} !== undefined`;
      gen.if(present, () => {
        cxt.subschema({ keyword: "additionalProperties", dataProp: key, dataPropType: Type.Str }, gen.name("valid"));
      });
    });
  },
};

/** Each key of a map whose value is given; the finding stands at the map and names the key in `propertyName`. */
const mapKeys: CodeKeywordDefinition = {
  keyword: "mapKeys",
  type: "object",
  schemaType: "object",
  code(cxt) {
    const { gen, data, schema } = cxt;
    if (Object.keys(schema).length === 0) return;
    gen.forIn("key", data, (key) => {
      gen.if(_`${data}[${key}] !== undefined`, () => {
        cxt.subschema(
          { keyword: "mapKeys", data: key, dataTypes: ["string"], propertyName: key },
          gen.name("valid"),
        );
      });
    });
  },
};

/** No two elements are equal. Objects count as equal when their JSON is. */
const uniqueItems: CodeKeywordDefinition = {
  keyword: "uniqueItems",
  type: "array",
  schemaType: "boolean",
  error: { message: "repeated element", params: ({ params }) => _`{i: ${params.i}, j: ${params.j}}` },
  code(cxt) {
    const { gen, data } = cxt;
    const seen = gen.const("seen", _`new Map()`);
    gen.forRange("i", 0, _`${data}.length`, (j) => {
      const element = gen.const("element", _`${data}[${j}]`);
      const identity = gen.const(
        "identity",
        _`typeof ${element} === "object" ? JSON.stringify(${element}) : ${element}`,
      );
      const i = gen.const("first", _`${seen}.get(${identity})`);
      cxt.setParams({ i, j });
      cxt.fail(_`${i} !== undefined`);
      gen.if(_`${i} === undefined`, () => gen.code(_`${seen}.set(${identity}, ${j})`));
    });
  },
};

/** The bytes of each entry and of the whole call, counted in one pass over the entries. */
const payloadLimit: CodeKeywordDefinition = {
  keyword: "payloadLimit",
  type: "object",
  schemaType: "object",
  code(cxt) {
    const { gen, data } = cxt;
    const { entries, counted, entryBytes, callBytes }: PayloadLimitSchema = cxt.schema;
    if (entries === undefined) {
      // The input is the one entry, so that the smaller of the two limits decides.
      const bytes = countBytes(gen, data, counted);
      const limit = Math.min(entryBytes ?? Number.POSITIVE_INFINITY, callBytes ?? Number.POSITIVE_INFINITY);
      reportOver(gen, entryBytes === limit ? "entry" : "call", limit, bytes, _`${instancePath}`);
      return;
    }
    const list = gen.const("entries", property(data, entries));
    gen.if(_`Array.isArray(${list})`, () => {
      const total = gen.let("callBytes", 0);
      gen.forRange("i", 0, _`${list}.length`, (index) => {
        const entry = gen.const("entry", _`${list}[${index}]`);
        gen.if(_`typeof ${entry} === "object" && ${entry} !== null`, () => {
          const bytes = countBytes(gen, entry, counted);
          if (entryBytes !== undefined) {
            reportOver(gen, "entry", entryBytes, bytes, _`${instancePath} + ${`/${entries}/`} + ${index}`);
          }
          gen.code(_`${total} += ${bytes}`);
        });
      });
      if (callBytes !== undefined) reportOver(gen, "call", callBytes, total, _`${instancePath}`);
    });
  },
};

interface PayloadLimitSchema {
  readonly entries?: string;
  readonly counted: readonly string[];
  readonly entryBytes?: number;
  readonly callBytes?: number;
}

/** Sums the bytes of an entry's counted members; members of a wrong type are reported elsewhere and count nothing. */
function countBytes(gen: CodeGen, entry: Code, counted: readonly string[]): Name {
  const bytes = gen.let("bytes", 0);
  for (const member of counted) {
    const value = gen.const("value", property(entry, member));
    // A blob given as text and a string weigh the same: their UTF-8 bytes.
    gen.if(_`isBlobInput(${value})`, () => gen.code(_`${bytes} += blobByteLength(${value})`));
  }
  return bytes;
}

function reportOver(gen: CodeGen, scope: "entry" | "call", limit: number, actual: Name, path: Code): void {
  gen.if(_`${actual} > ${limit}`, () => {
    const finding = gen.const(
      "err",
      _`{instancePath: ${path}, keyword: "payloadLimit", params: {scope: ${scope}, limit: ${limit}, actual: ${actual}}}`,
    );
    gen.if(_`${vErrors} === null`, () => gen.assign(vErrors, _`[${finding}]`), () => gen.code(_`${vErrors}.push(${finding})`));
    gen.code(_`${errors}++`);
  });
}

/** A property access, by name where the name is an identifier. */
function property(object: Code, name: string): Code {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? _`${object}.${new Name(name)}` : _`${object}[${name}]`;
}

/** An annotation that `items` and `additionalProperties` read: elements and values may be null. */
const sparse = { keyword: "sparse", schemaType: "boolean" } as const;

/** Every keyword that validators need beside ajv's own, in the order in which they check. */
export const keywords: readonly CodeKeywordDefinition[] = [
  minLength,
  maxLength,
  pattern,
  enumeration,
  blob,
  timestamp,
  number,
  union,
  uniqueItems,
  items,
  mapKeys,
  additionalProperties,
  payloadLimit,
];

export const annotations: readonly (typeof sparse)[] = [sparse];
