import { _, type Code, type CodeGen, type CodeKeywordDefinition, Name } from "ajv";
import { property } from "./report.js";

/** Variables of every function that ajv writes. */
const vErrors: Name = new Name("vErrors");
const errors: Name = new Name("errors");
const instancePath: Name = new Name("instancePath");

/** The bytes of each entry and of the whole call, counted in one pass over the entries. */
export const payloadLimit: CodeKeywordDefinition = {
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
    gen.if(
      _`${vErrors} === null`,
      () => gen.assign(vErrors, _`[${finding}]`),
      () => gen.code(_`${vErrors}.push(${finding})`),
    );
    gen.code(_`${errors}++`);
  });
}
