/** A JSON Schema (draft 2020-12 as ajv reads it), as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };
