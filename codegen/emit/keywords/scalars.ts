import { _, type Code, type CodeKeywordDefinition } from "ajv";
import { failAs, failType, hoist } from "./report.js";

export const blob: CodeKeywordDefinition = {
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

export const timestamp: CodeKeywordDefinition = {
  keyword: "timestamp",
  schemaType: "boolean",
  error: { message: "timestamp", params: _`{}` },
  code(cxt) {
    cxt.fail(_`!isTimestamp(${cxt.data})`);
  },
};

/** The numbers of Smithy. Integers keep to their width; floats may be NaN and infinite, as the protocol can say that. */
export const number: CodeKeywordDefinition = {
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

/** ajv's own limits see numbers alone; these see bigints and decimal numbers that come as text as well. */
function limit(keyword: string, reported: "minimum" | "maximum"): CodeKeywordDefinition {
  return {
    keyword,
    schemaType: "number",
    code(cxt) {
      const { data, schema } = cxt;
      const value = cxt.parentSchema.number === "bigDecimal" ? _`Number(${data})` : data;
      const isNumber = _`(typeof ${data} === "bigint" || typeof ${data} === "number" || typeof ${data} === "string")`;
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

const decimal = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/u;
