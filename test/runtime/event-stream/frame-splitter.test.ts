import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameSplitter } from "../../../runtime/event-stream/frame-splitter.js";
import { encodeEvent } from "../../support/fault-server/event-frames.js";
import { cut } from "./frames.js";

function split(chunks: readonly Uint8Array[]): { readonly frames: Uint8Array[]; readonly partial: boolean } {
  const splitter = new FrameSplitter();
  const frames: Uint8Array[] = [];
  for (const chunk of chunks) {
    splitter.push(chunk);
    for (let frame = splitter.next(); frame !== undefined; frame = splitter.next()) frames.push(frame);
  }
  return { frames, partial: splitter.partial };
}

const events = ["", "a", "b".repeat(100), "c".repeat(5000)].map((text) => encodeEvent("Event", { text }));
const stream = Buffer.concat(events);
const expected = events.map((event) => event.toString("hex"));

describe("FrameSplitter", () => {
  it.each([1, 2, 3, 11, 12, 13, 16, 100, 4096, stream.length])(
    "puts frames together from chunks of %i bytes",
    (size) => {
      const { frames, partial } = split(cut(stream, size));
      expect(frames.map((frame) => Buffer.from(frame).toString("hex"))).toEqual(expected);
      expect(partial).toBe(false);
    },
  );

  it("puts frames together wherever they are cut", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length })), (places) => {
        const bounds = [0, ...places.sort((a, b) => a - b), stream.length];
        const chunks = bounds.slice(1).map((end, index) => stream.subarray(bounds[index], end));
        expect(split(chunks).frames.map((frame) => Buffer.from(frame).toString("hex"))).toEqual(expected);
      }),
    );
  });

  it("uses the memory of released frames again, and of no others", () => {
    const splitter = new FrameSplitter();
    const long = encodeEvent("Event", { text: "d".repeat(5000) });
    const frames = [long, long, encodeEvent("Event", { text: "e".repeat(3000) }), long, long];
    const seen: string[] = [];
    const memories: ArrayBufferLike[] = [];
    for (const chunk of cut(Buffer.concat(frames), 100)) {
      splitter.push(chunk);
      for (let frame = splitter.next(); frame !== undefined; frame = splitter.next()) {
        seen.push(Buffer.from(frame).toString("hex"));
        memories.push(frame.buffer);
        if (seen.length !== 2) splitter.release(frame);
      }
    }
    expect(seen).toEqual(frames.map((frame) => frame.toString("hex")));
    const [first, second, third, fourth, fifth] = memories;
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    // Too short for the next one.
    expect(fourth).not.toBe(third);
    expect(fifth).toBe(fourth);
    expect(memories).not.toContain(long.buffer);
  });

  it("gives a view of a chunk that holds a whole frame, and copies what spans chunks", () => {
    const { frames } = split([stream]);
    expect(frames.every((frame) => frame.buffer === stream.buffer)).toBe(true);
    const [first] = events as [Buffer];
    const [copied] = split(cut(first, 20)).frames;
    expect(copied?.buffer).not.toBe(first.buffer);
  });

  it.each([1, 5, 12, 13, 50])("knows that a frame is not complete after %i bytes", (bytes) => {
    const { frames, partial } = split([stream.subarray(0, bytes)]);
    expect({ frames, partial }).toEqual({ frames: [], partial: true });
  });

  it("knows that nothing is begun before the first byte and after a whole frame", () => {
    expect(split([]).partial).toBe(false);
    expect(split([events[1] as Buffer, new Uint8Array(0)]).partial).toBe(false);
  });

  it("takes a frame of 24 MiB, in chunks as HTTP/2 brings them", () => {
    const large = encodeEvent("Event", { text: "x".repeat(24 * 1024 * 1024 - 11) });
    const { frames } = split(cut(large, 16_384));
    expect(frames).toHaveLength(1);
    expect(Buffer.compare(frames[0] as Uint8Array, large)).toBe(0);
  });
});
