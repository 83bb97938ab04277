import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CollectedBody } from "../../../runtime/transport/collected-body.js";

const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 8 });

describe("CollectedBody", () => {
  it("is the chunks one after the other, whether its length was announced or not", () => {
    fc.assert(
      fc.property(chunks, fc.boolean(), (parts, announced) => {
        const whole = Buffer.concat(parts);
        const body = new CollectedBody(announced ? whole.length : undefined);
        for (const part of parts) body.add(Buffer.from(part));
        expect(body.received).toBe(whole.length);
        expect(Object.getPrototypeOf(body.bytes())).toBe(Uint8Array.prototype);
        expect(Buffer.compare(body.bytes(), whole)).toBe(0);
      }),
    );
  });

  it("counts what is more or less than was announced", () => {
    for (const announced of [0, 1, 5, 7, 100]) {
      const body = new CollectedBody(announced);
      for (const part of ["abc", "def"]) body.add(Buffer.from(part));
      expect(body.received).toBe(6);
    }
  });

  it("does not take memory for a length that nobody would send", () => {
    const body = new CollectedBody(Number.MAX_SAFE_INTEGER);
    body.add(Buffer.from("a"));
    body.add(Buffer.from("b"));
    expect(Buffer.from(body.bytes()).toString()).toBe("ab");
  });
});
