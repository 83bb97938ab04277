import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { writeBlob, writeJson, writeList, writeMap, writeString } from "../../../runtime/for-generated.js";
import { JsonWriter } from "../../../runtime/protocol/json-writer.js";

/** JSON with blobs in it, as a caller's input holds them. */
type Value = null | boolean | number | string | Uint8Array | Value[] | { [key: string]: Value };

/** The plain path: what `JSON.stringify` makes of it, blobs as base64. */
function plain(value: Value): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

function write(value: Value, json: JsonWriter): void {
  if (value instanceof Uint8Array) writeBlob(value, json);
  else if (Array.isArray(value)) writeList(value, json, write);
  else if (typeof value === "string") writeString(value, json);
  else if (typeof value !== "object" || value === null) writeJson(value, json);
  else writeMap(value, json, write);
}

/** As {@link write}, with the writer's own method for blobs: `writeBlob` would not be that of a module loaded anew. */
function writeBytes(value: Value, json: JsonWriter): void {
  if (value instanceof Uint8Array) json.base64(value);
  else if (Array.isArray(value)) writeList(value, json, writeBytes);
  else if (typeof value === "string") writeString(value, json);
  else if (typeof value !== "object" || value === null) writeJson(value, json);
  else writeMap(value, json, writeBytes);
}

/** Text of any kind: controls, quotes, pairs and halves of surrogates. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', "\\", "\u2028", "\ud800", "\udc00", "é", "🐢"),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
});
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.integer({ min: 250, max: 3000 }).map((length) => new Uint8Array(length).map((_, index) => index * 31)),
);
const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    text,
    bytes,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(text, tie("value"), { maxKeys: 5 }) as fc.Arbitrary<Value>,
  ),
}));

describe("JsonWriter", () => {
  it("writes what JSON.stringify and a text encoder would, wherever its memory ends", () => {
    fc.assert(
      fc.property(anyValue, fc.nat(5000), (value, expected) => {
        const json = new JsonWriter(expected);
        write(value, json);
        expect(Buffer.from(json.finish()).toString("hex")).toBe(
          // A lone surrogate in a key or string is an escape, in the data of a blob there is none.
          Buffer.from(JSON.stringify(plain(value) ?? null)).toString("hex"),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("writes blobs of every length, in one piece or in several", () => {
    for (const length of [0, 1, 2, 3, 255, 256, 257, 24_575, 24_576, 24_577, 24_578, 73_729, 1 << 20]) {
      const data = new Uint8Array(length + 3).fill(length).subarray(3);
      const json = new JsonWriter();
      write({ before: "ż", Data: data, after: "ż" }, json);
      const expected = JSON.stringify({ before: "ż", Data: Buffer.from(data).toString("base64"), after: "ż" });
      expect(Buffer.compare(Buffer.from(json.finish()), Buffer.from(expected)), `${length} bytes`).toBe(0);
    }
  });

  it("writes the same where there is no Buffer", async () => {
    const buffer = globalThis.Buffer;
    vi.resetModules();
    // Looked up once, when the module is loaded.
    Reflect.deleteProperty(globalThis, "Buffer");
    const { JsonWriter: PlainWriter } = await import("../../../runtime/protocol/json-writer.js").finally(() => {
      globalThis.Buffer = buffer;
    });
    expect(PlainWriter).not.toBe(JsonWriter);
    fc.assert(
      fc.property(anyValue, fc.nat(5000), (value, expected) => {
        const plain = new PlainWriter(expected);
        const byNode = new JsonWriter(expected);
        writeBytes(value, plain);
        writeBytes(value, byNode);
        expect(Buffer.compare(plain.finish(), byNode.finish())).toBe(0);
      }),
    );
  });

  it("gives plain bytes, not a Buffer", () => {
    for (const value of ["short", new Uint8Array(1000)]) {
      const json = new JsonWriter();
      write(value, json);
      expect(Object.getPrototypeOf(json.finish())).toBe(Uint8Array.prototype);
    }
  });
});
