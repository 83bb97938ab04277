import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readList, readSparseList } from "../../../runtime/protocol/collections.js";
import type { JsonObject, JsonValue } from "../../../runtime/protocol/json.js";
import { LargeList } from "../../../runtime/protocol/large-list.js";
import { malformed } from "../../../runtime/protocol/malformed-value.js";
import { readLargeJson } from "../../../runtime/protocol/read-large-json.js";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const asItIs = (value: JsonValue): JsonValue => value;

/** Reads all members as they are, which shows what was parsed. */
const parseLarge = (bytes: Uint8Array): unknown =>
  readLargeJson(bytes, (json) => {
    const output: { [name: string]: unknown } = {};
    for (const [name, value] of Object.entries(json)) {
      output[name] = value instanceof LargeList ? readList(value, asItIs) : value;
    }
    return output;
  });

/** Records as a page of them has, of about 1.4 KB each. */
const page = (count: number, more: (index: number) => object = () => ({})): object[] =>
  Array.from({ length: count }, (_, index) => ({
    Data: "QUJD".repeat(340),
    PartitionKey: `key-${index}`,
    ...more(index),
  }));

/** Text with what looks like the boundaries that pieces are cut at. */
const trap = fc
  .array(fc.constantFrom("},{", "[{", "]}", '"', "\\", "{}", "a", "}]", ",", ":"), { maxLength: 12 })
  .map((parts) => parts.join(""));
const anyMember = fc.oneof(
  trap,
  fc.integer(),
  fc.constant(null),
  fc.array(fc.dictionary(trap, trap, { maxKeys: 3 }), { maxLength: 4 }),
);

describe("readLargeJson", () => {
  it.each([
    ["a page of records", { Records: page(300), NextShardIterator: "AAAA", MillisBehindLatest: 0 }],
    ["a page that comes last", { MillisBehindLatest: 0, NextShardIterator: "AAAA", Records: page(300) }],
    ["records with lists in them", { Records: page(200, () => ({ Inner: [{ A: 1 }], Names: ["a"] })), Next: null }],
    ["so long a page that Node would keep its text elsewhere", { Records: page(900) }],
  ])("reads %s in pieces", (_, value) => {
    const parsed = parseLarge(bytesOf(JSON.stringify(value)));
    expect(parsed).toEqual(value);
    expect(JSON.stringify(parsed)).toBe(JSON.stringify(value));
  });

  it.each<[string, string]>([
    ["what is short", JSON.stringify({ Records: page(20) })],
    ["what is not ASCII", JSON.stringify({ Records: page(200), Name: "é" })],
    [
      "what is no list of objects",
      JSON.stringify({ Names: Array.from({ length: 20_000 }, (_, index) => `name-${index}`) }),
    ],
    ["a list, not an object", JSON.stringify(page(200))],
    ["a list within an object within", JSON.stringify({ Page: { Records: page(200) } })],
    ["a list whose name is a number", JSON.stringify({ A: 1, 0: page(200) })],
    ["a list of that name twice", `{"R":${JSON.stringify(page(200))},"R":[]}`],
    ["a list whose name was there before", `{"R":1,"A":[5],"R":${JSON.stringify(page(200))}}`],
    ["a list that ends in the middle", JSON.stringify({ Records: page(200) }).slice(0, -1000)],
    ["a list with something broken in it", JSON.stringify({ Records: page(200) }).replace("key-100", 'key"100')],
    [
      "what has boundaries within its elements",
      JSON.stringify({ Records: page(200, () => ({ Inner: [{ A: 1 }, { B: 2 }] })) }),
    ],
    ["what follows the end of the object", `${JSON.stringify({ Records: page(200) })}x`],
    ["the list in a string", `{"A":"[{},${"{},".repeat(60_000)}{}]","B":1}`],
    ["markup", `<html>${"<p>[{},{}]</p>".repeat(20_000)}</html>`],
  ])("leaves %s to whoever parses it whole", (_, text) => {
    expect(parseLarge(bytesOf(text))).toBeUndefined();
  });

  it("never says anything else than JSON.parse", () => {
    const record = fc.dictionary(fc.constantFrom("Data", "Key", "Inner", "},{"), anyMember, { maxKeys: 4 });
    const body = fc.record({
      before: fc.dictionary(trap, anyMember, { maxKeys: 2 }),
      records: fc.array(record, { minLength: 1, maxLength: 12 }),
      after: fc.dictionary(trap, anyMember, { maxKeys: 2 }),
      filling: trap,
    });
    let inPieces = 0;
    fc.assert(
      fc.property(body, ({ before, records, after, filling }) => {
        const Records = Array.from({ length: 60 }, (_, index) => ({
          ...records[index % records.length],
          Filling: filling.repeat(Math.ceil(2_500 / Math.max(filling.length, 1))),
        }));
        const text = JSON.stringify({ ...before, Records, ...after });
        const parsed = parseLarge(bytesOf(text));
        if (parsed === undefined) return;
        inPieces++;
        expect(JSON.stringify(parsed)).toBe(text);
      }),
      { numRuns: 300 },
    );
    expect(inPieces).toBeGreaterThan(30);
  });

  it.each<[string, (json: JsonObject) => unknown]>([
    ["does not read the list", ({ Next }) => Next],
    ["takes the list for an object", ({ Records }) => Object.keys(Records as JsonObject)],
    ["takes the list for a sparse one", ({ Records }) => readSparseList(Records, asItIs)],
    ["reads the list twice", ({ Records }) => [readList(Records, asItIs), readList(Records, asItIs)]],
    ["finds something malformed", ({ Records }) => readList(Records, () => malformed("a blob", null))],
  ])("leaves it to whoever parses it whole when the reader %s", (_, read) => {
    const bytes = bytesOf(JSON.stringify({ Records: page(200), Next: "A" }));
    expect(readLargeJson(bytes, ({ Records }) => readList(Records, asItIs).length)).toBe(200);
    expect(readLargeJson(bytes, read)).toBeUndefined();
  });

  it("leaves the bytes as they are, and reads a part of a buffer", () => {
    const text = JSON.stringify({ Records: page(200) });
    const bytes = bytesOf(`xx${text}yy`);
    expect(parseLarge(bytes.subarray(2, -2))).toEqual(JSON.parse(text));
    expect(new TextDecoder().decode(bytes)).toBe(`xx${text}yy`);
  });
});
