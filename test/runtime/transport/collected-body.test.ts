import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ReusedMemory } from "../../../runtime/protocol/body-memory.js";
import { CollectedBody } from "../../../runtime/transport/collected-body.js";

const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 8 });

describe("CollectedBody", () => {
  it("is the chunks one after the other, whether its length was announced or not", () => {
    fc.assert(
      fc.property(chunks, fc.boolean(), (parts, announced) => {
        const whole = Buffer.concat(parts);
        const body = new CollectedBody(announced ? whole.length : undefined, new ReusedMemory());
        for (const part of parts) body.add(Buffer.from(part));
        expect(body.received).toBe(whole.length);
        expect(Object.getPrototypeOf(body.bytes())).toBe(Uint8Array.prototype);
        expect(Buffer.compare(body.bytes(), whole)).toBe(0);
      }),
    );
  });

  it("counts what is more or less than was announced", () => {
    for (const announced of [0, 1, 5, 7, 100]) {
      const body = new CollectedBody(announced, new ReusedMemory());
      for (const part of ["abc", "def"]) body.add(Buffer.from(part));
      expect(body.received).toBe(6);
    }
  });

  it("does not take memory for a length that nobody would send", () => {
    const body = new CollectedBody(Number.MAX_SAFE_INTEGER, new ReusedMemory());
    body.add(Buffer.from("a"));
    body.add(Buffer.from("b"));
    expect(Buffer.from(body.bytes()).toString()).toBe("ab");
  });

  it("takes memory that another body has released, and no more of it than it needs", () => {
    const memory = new ReusedMemory();
    const collect = (length: number, byte: number): CollectedBody => {
      const body = new CollectedBody(length, memory);
      for (let sent = 0; sent < length; sent += 10_000) body.add(Buffer.alloc(Math.min(10_000, length - sent), byte));
      return body;
    };
    const first = collect(200_000, 1);
    const second = collect(200_000, 2);
    expect(second.bytes().buffer).not.toBe(first.bytes().buffer);
    const { buffer } = first.bytes();
    first.release();
    const third = collect(150_000, 3);
    expect(third.bytes().buffer).toBe(buffer);
    expect(Buffer.compare(third.bytes(), Buffer.alloc(150_000, 3))).toBe(0);
    expect(Buffer.compare(second.bytes(), Buffer.alloc(200_000, 2))).toBe(0);
    memory.clear();
  });
});
