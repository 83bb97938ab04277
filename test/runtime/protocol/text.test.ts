import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codePointLength, utf8ByteLength } from "../../../runtime/for-generated.js";
import { utf8ByteLengthPortably, utf8Bytes } from "../../../runtime/protocol/text.js";

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
