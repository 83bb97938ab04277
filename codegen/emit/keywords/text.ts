import { _, type CodeKeywordDefinition, stringify } from "ajv";
import { javascriptPattern } from "../smithy-pattern.js";
import { hoist } from "./report.js";

/** Limits in code points. A string's length lies between its code points and twice as many: mostly no need to count. */
export const maxLength: CodeKeywordDefinition = {
  keyword: "maxLength",
  type: "string",
  schemaType: "number",
  error: { message: "too long", params: ({ schema }) => _`{limit: ${schema}}` },
  code(cxt) {
    const { data, schema } = cxt;
    cxt.fail(_`${data}.length > ${schema} && codePointLength(${data}) > ${schema}`);
  },
};

export const minLength: CodeKeywordDefinition = {
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
export const pattern: CodeKeywordDefinition = {
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

/** Inputs take the values that the model lists and no others. */
export const enumeration: CodeKeywordDefinition = {
  keyword: "enum",
  schemaType: "array",
  error: { message: "enum", params: ({ params }) => _`{allowedValues: ${params.allowedValues}}` },
  code(cxt) {
    const { gen, data, schema } = cxt;
    const values: readonly (string | number)[] = schema;
    // The scope's prefix must be one that ajv knows; validators.ts gives the constant its final name.
    const allowedValues = gen.scopeValue("schema", {
      key: JSON.stringify(values),
      ref: values,
      code: stringify(values),
    });
    cxt.setParams({ allowedValues });
    cxt.fail(_`typeof ${data} === ${typeof values[0]} && !${allowedValues}.includes(${data})`);
  },
};
