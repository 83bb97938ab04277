import { _, type Code, type CodeGen, type CodeKeywordDefinition, type Name } from "ajv";
import { findings, property } from "./report.js";

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
      reportOver(gen, entryBytes === limit ? "entry" : "call", limit, bytes);
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
            reportOver(gen, "entry", entryBytes, bytes, [entries, index]);
          }
          gen.code(_`${total} += ${bytes}`);
        });
      });
      if (callBytes !== undefined) reportOver(gen, "call", callBytes, total);
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

/** @param steps what leads from the input to what is too large. */
function reportOver(
  gen: CodeGen,
  scope: "entry" | "call",
  limit: number,
  actual: Name,
  steps: readonly (string | Name)[] = [],
): void {
  gen.if(_`${actual} > ${limit}`, () => {
    const params = _`{scope: ${scope}, limit: ${limit}, actual: ${actual}}`;
    const [first, ...rest] = steps;
    if (first === undefined) {
      gen.assign(findings, _`found(${findings}, payloadLimitRule, ${params})`);
      return;
    }
    const inner = rest.reduceRight(
      (found: Code, step) => _`within(null, ${step}, ${found})`,
      _`found(null, payloadLimitRule, ${params})`,
    );
    gen.assign(findings, _`within(${findings}, ${first}, ${inner})`);
  });
}
