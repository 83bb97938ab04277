import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeBlob, writeJson, writeList, writeMap, writeString } from "../../../runtime/for-generated.js";
import { JsonWriter } from "../../../runtime/protocol/json-writer.js";
import { anyJsonWithBlobs, type JsonWithBlobs } from "../../support/json-with-blobs.js";

/** The plain path: what `JSON.stringify` makes of it, blobs as base64. */
function plain(value: JsonWithBlobs): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

function write(value: JsonWithBlobs, json: JsonWriter): void {
  if (value instanceof Uint8Array) writeBlob(value, json);
  else if (Array.isArray(value)) writeList(value, json, write);
  else if (typeof value === "string") writeString(value, json);
  else if (typeof value !== "object" || value === null) writeJson(value, json);
  else writeMap(value, json, write);
}

describe("JsonWriter", () => {
  it("writes what JSON.stringify and a text encoder would, wherever its memory ends", () => {
    fc.assert(
      fc.property(anyJsonWithBlobs, fc.nat(5000), (value, expected) => {
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

  it("escapes what needs it, in strings of any length and wherever it stands", () => {
    for (const length of [0, 1, 99, 100, 101, 300]) {
      for (let code = 0; code <= 0x100; code++) {
        for (const place of [0, length >> 1, length]) {
          const text = "a".repeat(place) + String.fromCharCode(code) + "a".repeat(length - place);
          const json = new JsonWriter(1);
          write({ before: "a", [text.slice(0, 4)]: text, after: "a" }, json);
          const expected = JSON.stringify({ before: "a", [text.slice(0, 4)]: text, after: "a" });
          if (Buffer.from(json.finish()).toString() !== expected) expect.fail(JSON.stringify(text));
        }
      }
    }
  });

  it("gives plain bytes, not a Buffer", () => {
    for (const value of ["short", new Uint8Array(1000)]) {
      const json = new JsonWriter();
      write(value, json);
      expect(Object.getPrototypeOf(json.finish())).toBe(Uint8Array.prototype);
    }
  });
});
