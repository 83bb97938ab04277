import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBlob } from "../../../runtime/protocol/blob.js";
import { SharedSlab } from "../../../runtime/protocol/blob-slab.js";
import { decodeBase64 } from "../../../runtime/protocol/node-base64.js";

describe("SharedSlab", () => {
  it("decodes what the plain path decodes, and refuses what it refuses", () => {
    const base64 = fc.uint8Array({ maxLength: 3000 }).map((data) => Buffer.from(data).toString("base64"));
    const texts = fc.array(
      fc.oneof(
        base64,
        base64.map((text) => text.slice(0, -1)),
        fc.string(),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(texts, fc.nat(100_000), (all, responseBytes) => {
        const slab = new SharedSlab(responseBytes);
        const decoded = all.map((text) => slab.decode(text));
        // Compared after the last: none was written over.
        expect(decoded).toEqual(all.map(decodeBase64));
      }),
    );
  });

  it("lets small blobs share memory, a little of it", () => {
    const slab = new SharedSlab(10_000_000);
    const blobs = Array.from({ length: 200 }, () => slab.decode(Buffer.alloc(1024).toString("base64")));
    const memories = new Set(blobs.map((blob) => blob?.buffer));
    expect(memories.size).toBe(4);
    for (const memory of memories) expect(memory?.byteLength).toBe(64 * 1024);
  });

  it("gives large blobs memory of their own, and takes no more than the response can hold", () => {
    const slab = new SharedSlab(100);
    expect(slab.decode(Buffer.alloc(9000).toString("base64"))?.buffer.byteLength).toBe(9000);
    expect(slab.decode("AQID")?.buffer.byteLength).toBe(100);
  });

  it("is what the blobs of one response are read into", () => {
    const response = { blobs: "bytes", responseBytes: 1000 } as const;
    const [first, second] = [readBlob("AQID", response), readBlob("BAUG", response)];
    expect([first, second]).toEqual([new Uint8Array([1, 2, 3]), new Uint8Array([4, 5, 6])]);
    expect(second?.buffer).toBe(first?.buffer);
    expect(readBlob("AQID", { ...response, slab: undefined }).buffer).not.toBe(first?.buffer);
    expect(readBlob("AQID", { blobs: "bytes" }).buffer.byteLength).toBe(3);
  });
});
