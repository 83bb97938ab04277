import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ReusedMemory } from "../../../runtime/protocol/body-memory.js";

const mebibyte = 1 << 20;

describe("ReusedMemory", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const bytesOf = ({ buffer, byteOffset, length }: { buffer: ArrayBufferLike; byteOffset: number; length: number }) =>
    new Uint8Array(buffer, byteOffset, length);

  it("gives memory again that was given back, to whoever needs about as much", () => {
    const memory = new ReusedMemory();
    const first = memory.take(mebibyte);
    memory.give(bytesOf(first).subarray(0, 10));
    expect(memory.take(mebibyte / 5).buffer).not.toBe(first.buffer);
    expect(memory.take(mebibyte + 1).buffer).not.toBe(first.buffer);
    expect(memory.take(mebibyte / 2).buffer).toBe(first.buffer);
    expect(memory.take(mebibyte / 2).buffer).not.toBe(first.buffer);
  });

  it("never lends one piece twice, nor keeps what it did not lend", () => {
    const memory = new ReusedMemory();
    const lent = bytesOf(memory.take(mebibyte));
    memory.give(lent);
    memory.give(lent);
    const strange = new Uint8Array(mebibyte);
    memory.give(strange);
    const taken = [memory.take(mebibyte), memory.take(mebibyte), memory.take(mebibyte)].map(({ buffer }) => buffer);
    expect(new Set(taken).size).toBe(3);
    expect(taken).not.toContain(strange.buffer);
  });

  it("does not keep short pieces, which share memory", () => {
    const memory = new ReusedMemory();
    const short = memory.take(1000);
    memory.give(bytesOf(short));
    expect(memory.take(mebibyte).buffer).not.toBe(short.buffer);
  });

  it("keeps 64 MiB at most", () => {
    const memory = new ReusedMemory();
    const lent = Array.from({ length: 70 }, () => bytesOf(memory.take(mebibyte)));
    for (const piece of lent) memory.give(piece);
    const known = new Set(lent.map(({ buffer }) => buffer));
    const again = Array.from({ length: 70 }, () => memory.take(mebibyte).buffer).filter((buffer) => known.has(buffer));
    expect(again).toHaveLength(64);
  });

  it("lets go of what nobody needs for a while, and of all when told", () => {
    const memory = new ReusedMemory();
    const lend = (): Uint8Array => bytesOf(memory.take(mebibyte));
    const first = lend();
    memory.give(first);
    vi.advanceTimersByTime(5_000);
    const again = lend();
    expect(again.buffer).toBe(first.buffer);
    memory.give(again);
    vi.advanceTimersByTime(10_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(lend().buffer).not.toBe(first.buffer);

    const last = lend();
    memory.give(last);
    memory.clear();
    expect(vi.getTimerCount()).toBe(0);
    expect(lend().buffer).not.toBe(last.buffer);
  });
});

describe("a lease of it", () => {
  it("gives the memory back when the call is done and the network has the body, in either order", () => {
    const memory = new ReusedMemory();
    const { buffer } = memory.take(mebibyte);
    const body = new Uint8Array(buffer);
    const isBack = (): boolean => memory.take(mebibyte).buffer === buffer;

    const first = memory.lease(body);
    first?.end();
    expect(isBack()).toBe(false);
    first?.onRequestTaken();
    expect(isBack()).toBe(true);

    const second = memory.lease(body);
    second?.onRequestTaken();
    expect(isBack()).toBe(false);
    second?.end();
    expect(isBack()).toBe(true);
    memory.clear();
  });

  it("is not made for a short body", () => {
    expect(new ReusedMemory().lease(new Uint8Array(1000))).toBeUndefined();
  });
});
