import { _, type CodeKeywordDefinition, stringify } from "ajv";
import { Type } from "ajv/dist/compile/util.js";
import { failType, property } from "./report.js";

/** Exactly one member is given. */
export const union: CodeKeywordDefinition = {
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
export const items: CodeKeywordDefinition = {
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
export const additionalProperties: CodeKeywordDefinition = {
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
      const present =
        parentSchema.sparse === true ? _`${value} !== undefined && ${value} !== null` : _`${value} !== undefined`;
      gen.if(present, () => {
        cxt.subschema({ keyword: "additionalProperties", dataProp: key, dataPropType: Type.Str }, gen.name("valid"));
      });
    });
  },
};

/** Each key of a map whose value is given; the finding stands at the map and names the key in `propertyName`. */
export const mapKeys: CodeKeywordDefinition = {
  keyword: "mapKeys",
  type: "object",
  schemaType: "object",
  code(cxt) {
    const { gen, data, schema } = cxt;
    if (Object.keys(schema).length === 0) return;
    gen.forIn("key", data, (key) => {
      gen.if(_`${data}[${key}] !== undefined`, () => {
        cxt.subschema({ keyword: "mapKeys", data: key, dataTypes: ["string"], propertyName: key }, gen.name("valid"));
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
