import { _, type Code, type CodeKeywordDefinition, Name } from "ajv";
import { numberCheck } from "../validator-schema.js";
import { failAs, findings } from "./report.js";

/** A blob whose size is limited. */
export const blob: CodeKeywordDefinition = {
  keyword: "blob",
  schemaType: "object",
  error: { message: "blob", params: _`{}` },
  code(cxt) {
    const { gen, data } = cxt;
    const { minBytes, maxBytes }: { minBytes?: number; maxBytes?: number } = cxt.schema;
    const checkSize = (): void => {
      const bytes = gen.const("bytes", _`blobByteLength(${data})`);
      const params = (limit: number): Code => _`{limit: ${limit}, actual: ${bytes}}`;
      if (minBytes !== undefined) failAs(cxt, "blobMinBytes", _`${bytes} < ${minBytes}`, params(minBytes));
      if (maxBytes !== undefined) failAs(cxt, "blobMaxBytes", _`${bytes} > ${maxBytes}`, params(maxBytes));
    };
    gen.if(_`isBlobInput(${data})`, checkSize, () => cxt.error());
  },
};

/** The numbers of Smithy; this comes before all else that is checked of them. */
export const number: CodeKeywordDefinition = {
  keyword: "number",
  schemaType: "string",
  code({ gen, data, schema }) {
    gen.assign(findings, _`${new Name(numberCheck(schema))}(${data})`);
  },
};

/** ajv's own limits see numbers alone; these see bigints and decimal numbers that come as text as well. */
function limit(keyword: string, reported: "minimum" | "maximum"): CodeKeywordDefinition {
  return {
    keyword,
    schemaType: "number",
    code(cxt) {
      const { data, schema } = cxt;
      const value = cxt.parentSchema.number === "bigDecimal" ? _`Number(${data})` : data;
      const isNumber = _`["bigint", "number", "string"].includes(typeof ${data})`;
      const beyond = reported === "minimum" ? _`${value} < ${schema}` : _`${value} > ${schema}`;
      failAs(
        cxt,
        reported,
        _`${isNumber} && ${beyond}`,
        _`{comparison: ${reported === "minimum" ? ">=" : "<="}, limit: ${schema}}`,
      );
    },
  };
}

export const bigMinimum: CodeKeywordDefinition = limit("bigMinimum", "minimum");
export const bigMaximum: CodeKeywordDefinition = limit("bigMaximum", "maximum");
