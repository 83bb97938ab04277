import { _, type CodeKeywordDefinition, stringify } from "ajv";
import type { CalledCheck } from "../validator-schema.js";
import { callWithin, property } from "./report.js";

/** The members that must be there. ajv's own keyword takes what an object inherits for a member. */
export const required: CodeKeywordDefinition = {
  keyword: "required",
  type: "object",
  schemaType: "array",
  error: { message: "required", params: ({ params }) => _`{missingProperty: ${params.missingProperty}}` },
  code(cxt) {
    const members: readonly string[] = cxt.schema;
    for (const member of members) {
      cxt.setParams({ missingProperty: stringify(member) });
      cxt.fail(_`${property(cxt.data, member)} === undefined`);
    }
  },
};

/** Each member that is given, by its shape's check. */
export const properties: CodeKeywordDefinition = {
  keyword: "properties",
  type: "object",
  schemaType: "object",
  code({ gen, data, schema }) {
    const members: readonly [string, CalledCheck][] = Object.entries(schema);
    for (const [member, called] of members) {
      if (called.check === undefined) continue;
      const value = property(data, member);
      gen.if(_`${value} !== undefined`, () => callWithin(gen, called, member, value));
    }
  },
};

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
