import { _, type Code, type CodeKeywordDefinition, type KeywordCxt, type Name, stringify } from "ajv";
import { javascriptPattern } from "../smithy-pattern.js";
import { failAs, findings, hoist } from "./report.js";

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
  code(cxt) {
    const { gen, data, schema, parentSchema } = cxt;
    const expression = javascriptPattern(schema);
    if (expression === undefined) throw new Error(`The pattern ${schema} has no JavaScript form`);
    const hoisted = hoist(gen, expression);
    const longest = typeof parentSchema.maxLength === "number" ? 2 * parentSchema.maxLength : undefined;
    const fails = _`!${hoisted}.test(${data})`;
    const isWrong = longest === undefined ? fails : _`${data}.length <= ${longest} && ${fails}`;
    if (publishedPattern(expression) !== schema) return failAs(cxt, "pattern", isWrong, _`{pattern: ${schema}}`);
    gen.if(isWrong, () => gen.assign(findings, _`mismatched(${findings}, ${hoisted})`));
  },
};

/** What the runtime's `mismatched` makes of an expression: the pattern as published, those aside that were translated. */
function publishedPattern({ source }: RegExp): string {
  return source.replaceAll("\\/", "/");
}

/** Inputs take the values that the model lists and no others. */
export const enumeration: CodeKeywordDefinition = {
  keyword: "enum",
  type: "string",
  schemaType: "array",
  code: (cxt) => failUnlisted(cxt, (allowedValues) => _`!${allowedValues}.includes(${cxt.data})`),
};

/** The same for numbers. */
export const intEnumeration: CodeKeywordDefinition = {
  keyword: "intEnum",
  schemaType: "array",
  code: (cxt) =>
    failUnlisted(cxt, (allowedValues) => _`typeof ${cxt.data} === "number" && !${allowedValues}.includes(${cxt.data})`),
};

function failUnlisted(cxt: KeywordCxt, condition: (allowedValues: Name) => Code): void {
  const values: readonly (string | number)[] = cxt.schema;
  // The scope's prefix must be one that ajv knows; compile-check.ts gives the constant its final name.
  const allowedValues = cxt.gen.scopeValue("schema", {
    key: JSON.stringify(values),
    ref: values,
    code: stringify(values),
  });
  failAs(cxt, "enum", condition(allowedValues), _`{allowedValues: ${allowedValues}}`);
}
