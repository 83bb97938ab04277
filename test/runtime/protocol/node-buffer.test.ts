import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  base64Slice,
  base64Write,
  latin1Slice,
  latin1Write,
  sliceBy,
  writeBy,
} from "../../../runtime/protocol/node-buffer.js";

/** Bytes that begin in the middle of their memory, as a plain array and as a Buffer. */
const views = fc
  .tuple(fc.uint8Array({ minLength: 2, maxLength: 200 }), fc.boolean())
  .map(([memory, plain]) => (plain ? memory.subarray(1) : Buffer.from(memory.buffer, 1)));
const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
const texts = fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: "binary" }), units);

describe("methods of one encoding", () => {
  it("are those of Buffer here, not what stands in for them", () => {
    for (const method of [base64Slice, base64Write, latin1Slice, latin1Write]) {
      expect(Object.values(Object.getOwnPropertyDescriptors(Buffer.prototype)).map(({ value }) => value)).toContain(
        method,
      );
    }
  });

  it.each([
    ["base64", base64Slice],
    ["latin1", latin1Slice],
  ] as const)("give the text in %s that toString gives", (encoding, slice) => {
    fc.assert(
      fc.property(views, fc.nat(200), fc.nat(200), (bytes, from, to) => {
        // Unlike toString they refuse what lies beyond the bytes.
        const [start, end] = [Math.min(from, bytes.length), Math.min(to, bytes.length)];
        const expected = Buffer.from(bytes).toString(encoding, start, end);
        expect(slice.call(bytes, start, end)).toBe(expected);
        expect(sliceBy(encoding).call(bytes, start, end)).toBe(expected);
        expect(slice.call(bytes)).toBe(Buffer.from(bytes).toString(encoding));
        expect(sliceBy(encoding).call(bytes)).toBe(Buffer.from(bytes).toString(encoding));
      }),
    );
  });

  it.each([
    ["base64", base64Write],
    ["latin1", latin1Write],
  ] as const)("write what write writes in %s, and as much", (encoding, write) => {
    fc.assert(
      fc.property(views, texts, fc.nat(20), (bytes, text, at) => {
        const offset = Math.min(at, bytes.length);
        const expected = Buffer.from(bytes);
        const length = expected.write(text, offset, encoding);
        for (const method of [write, writeBy(encoding)]) {
          const written = Uint8Array.from(bytes);
          expect(method.call(written, text, offset)).toBe(length);
          expect(written).toEqual(Uint8Array.from(expected));
        }
      }),
    );
  });
});
