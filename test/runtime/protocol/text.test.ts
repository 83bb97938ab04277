import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codePointLength, utf8ByteLength } from "../../../runtime/for-generated.js";
import { decodeUtf8 } from "../../../runtime/protocol/node-text.js";
import { utf8Bytes } from "../../../runtime/protocol/text.js";
import { utf8ByteLength as utf8ByteLengthPortably } from "../../../runtime/protocol/web-text.js";

/** Any string, lone surrogates included. */
const anyString = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
const someText = fc.string({ unit: "binary" });

describe("lengths of text", () => {
  it("are those of the encoder and of the iterator, for any string", () => {
    fc.assert(
      fc.property(fc.oneof(anyString, someText), (text) => {
        expect(utf8ByteLength(text)).toBe(utf8Bytes(text).length);
        expect(utf8ByteLengthPortably(text)).toBe(utf8Bytes(text).length);
        expect(codePointLength(text)).toBe([...text].length);
      }),
    );
  });

  it("are decoded as the decoder of the platform decodes, which knows no ASCII path", () => {
    const plain = new TextDecoder("utf-8", { fatal: true });
    const texts = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), someText).map(utf8Bytes);
    fc.assert(
      fc.property(fc.oneof(texts, fc.uint8Array()), fc.nat(3), (bytes, start) => {
        const part = bytes.subarray(start);
        let expected: string | undefined;
        try {
          expected = plain.decode(part);
        } catch {
          expect(() => decodeUtf8(part)).toThrow(TypeError);
          return;
        }
        expect(decodeUtf8(part)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["", 0, 0],
    ["é", 2, 1],
    ["€", 3, 1],
    ["😀", 4, 1],
    ["\ud83d", 3, 1],
    ["\ude00\ud83d", 6, 2],
    ["\ud800\udc00", 4, 1],
    ["\udbff\udfff", 4, 1],
    ["\ud7ff\udc00", 6, 2],
    ["\udc00\udc00", 6, 2],
    ["\ud800\ue000", 6, 2],
  ])("of %j are %i bytes and %i code points", (text, bytes, points) => {
    expect(utf8ByteLength(text)).toBe(bytes);
    expect(utf8ByteLengthPortably(text)).toBe(bytes);
    expect(codePointLength(text)).toBe(points);
  });
});
