import { _, type CodeKeywordDefinition, Name, stringify } from "ajv";
import type { CalledCheck } from "../validator-schema.js";
import { callWithin, failAs, findings } from "./report.js";

/** Each element; a sparse list may hold nulls. */
export const items: CodeKeywordDefinition = {
  keyword: "items",
  type: "array",
  schemaType: "object",
  code({ gen, data, schema, parentSchema }) {
    const called: CalledCheck = schema;
    if (called.check === undefined) return;
    gen.forRange("i", 0, _`${data}.length`, (index) => {
      const check = (): void => callWithin(gen, called, index, _`${data}[${index}]`);
      if (parentSchema.sparse === true) gen.if(_`${data}[${index}] !== null`, check);
      else check();
    });
  },
};

/**
 * `false` refuses members that the structure does not have; a check looks at each value of a map. What is undefined is
 * absent. A Map, a typed array or a Date is an object to JavaScript, but no map of the model.
 */
export const additionalProperties: CodeKeywordDefinition = {
  keyword: "additionalProperties",
  type: "object",
  schemaType: ["boolean", "object"],
  code(cxt) {
    const { gen, data, schema, parentSchema } = cxt;
    if (schema === false) {
      const known = stringify(Object.keys(parentSchema.properties));
      gen.assign(findings, _`unknownMembers(${findings}, ${data}, ${known})`);
      return;
    }
    const { check }: CalledCheck = schema;
    failAs(cxt, "type", _`${data}[Symbol.iterator] !== undefined || ${data} instanceof Date`, _`{type: "object"}`);
    if (check === undefined) return;
    gen.forIn("key", data, (key) => {
      const value = _`${data}[${key}]`;
      const present =
        parentSchema.sparse === true ? _`${value} !== undefined && ${value} !== null` : _`${value} !== undefined`;
      gen.if(present, () => {
        gen.assign(findings, _`ofValue(${findings}, ${key}, ${new Name(check)}(${value}))`);
      });
    });
  },
};

/** Each key of a map whose value is given; the finding stands at the map and names the key in `propertyName`. */
export const mapKeys: CodeKeywordDefinition = {
  keyword: "mapKeys",
  type: "object",
  schemaType: "object",
  code({ gen, data, schema }) {
    const { check }: CalledCheck = schema;
    if (check === undefined) return;
    gen.forIn("key", data, (key) => {
      gen.if(_`${data}[${key}] !== undefined`, () => {
        gen.assign(findings, _`ofKey(${findings}, ${key}, ${new Name(check)}(${key}))`);
      });
    });
  },
};

/** No two elements are equal. Objects count as equal when their JSON is. */
export const uniqueItems: CodeKeywordDefinition = {
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
        _`typeof ${element} === "object" ? JSON.stringify(${element}, (_key, value) => typeof value === "bigint" ? String(value) : value) : ${element}`,
      );
      const i = gen.const("first", _`${seen}.get(${identity})`);
      cxt.setParams({ i, j });
      cxt.fail(_`${i} !== undefined`);
      gen.if(_`${i} === undefined`, () => gen.code(_`${seen}.set(${identity}, ${j})`));
    });
  },
};
