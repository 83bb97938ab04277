import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeBody } from "../../../runtime/platform/node.js";
import { ReusedMemory } from "../../../runtime/protocol/body-memory.js";
import { type BlobApart, ComposedBody } from "../../../runtime/protocol/composed-body.js";
import { apartBytes, JsonWriter } from "../../../runtime/protocol/json-writer.js";
import { requestBody } from "../../../runtime/protocol/request-body.js";
import type { Operation } from "../../../runtime/service.js";

const compose = composeBody as NonNullable<typeof composeBody>;
const sha256 = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");
const noise = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + seed * 7 + (index >> 8)) % 256);
/** All of a body, each piece copied before the next one is asked for. */
function joined(body: ComposedBody): Buffer {
  const pieces: Buffer[] = [];
  for (const piece of body.pieces()) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** Lengths of blobs, which a counterexample shows better than their bytes; and strings. */
const values = fc.array(
  fc.oneof(
    fc.integer({ min: apartBytes - 2, max: apartBytes + 7 }),
    fc.integer({ min: 0, max: 4_000 }),
    fc.constantFrom(196_605, 196_608, 196_611, 393_216, 400_000, 999_999),
    fc.string({ maxLength: 40 }),
  ),
  { maxLength: 12 },
);

function write(list: readonly (Uint8Array | string)[], apart?: BlobApart[]): Uint8Array {
  const json = new JsonWriter(64, new ReusedMemory(), apart);
  json.begin("[");
  for (const value of list) {
    json.element();
    if (typeof value === "string") json.string(value);
    else json.base64(value);
  }
  json.end("]");
  return json.finish();
}

describe("ComposedBody", () => {
  it("is what would have been written without blobs apart", () => {
    fc.assert(
      fc.property(values, (lengths) => {
        const list = lengths.map((value, index) => (typeof value === "number" ? noise(value, index) : value));
        const whole = Buffer.from(write(list));
        const apart: BlobApart[] = [];
        const body = compose(write(list, apart), apart);
        expect(apart).toHaveLength(
          list.filter((value) => value.length >= apartBytes && typeof value !== "string").length,
        );
        expect(body.byteLength).toBe(whole.length);
        expect(body.sha256).toBe(sha256(whole));
        expect(Buffer.compare(joined(body), whole)).toBe(0);
        expect(Buffer.compare(joined(body), whole)).toBe(0);
        expect(Buffer.compare(body.bytes(), whole)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it("comes in pieces of one memory, however large it is", () => {
    const apart: BlobApart[] = [];
    const body = compose(write([noise(3_000_000, 1)], apart), apart);
    const buffers = new Set<ArrayBufferLike>();
    for (const piece of body.pieces()) {
      expect(piece.byteLength).toBeLessThanOrEqual(256 * 1024);
      buffers.add(piece.buffer);
    }
    expect(buffers.size).toBe(1);
  });

  it("keeps the hash of the moment when it was made", () => {
    const blob = noise(300_000, 1);
    const apart: BlobApart[] = [];
    const body = compose(write([blob], apart), apart);
    const before = body.sha256;
    blob.fill(0);
    expect(body.sha256).toBe(before);
    expect(sha256(joined(body))).not.toBe(before);
  });

  it("refuses to go on with a blob that is not there any more", () => {
    const blob = noise(600_000, 1);
    const apart: BlobApart[] = [];
    const body = compose(write([blob], apart), apart);
    const pieces = body.pieces();
    pieces.next();
    structuredClone(blob.buffer, { transfer: [blob.buffer] });
    expect(() => pieces.next()).toThrow("Leave the bytes of a large request as they are until the call has ended");
    expect(() => body.bytes()).toThrow("The length of a blob changed");
  });
});

describe("requestBody", () => {
  const operation = {
    write: (input: { readonly Blobs: readonly Uint8Array[] }, json: JsonWriter) => {
      json.begin("[");
      for (const blob of input.Blobs) json.element().base64(blob);
      json.end("]");
    },
  } as unknown as Operation<{ readonly Blobs: readonly Uint8Array[] }, unknown>;

  it.each<[string, Uint8Array[], boolean]>([
    ["of large blobs and 2 MiB is composed", [noise(1_000_000, 1), noise(1_000_000, 2)], true],
    ["of a large blob and less than 2 MiB is not", [noise(1_000_000, 1)], false],
    ["of small blobs alone is not", Array.from({ length: 40 }, (_, seed) => noise(100_000, seed)), false],
  ])("%s", (_, Blobs, composed) => {
    const body = requestBody(operation, { Blobs }, new ReusedMemory());
    expect(body instanceof ComposedBody).toBe(composed);
    const bytes = body instanceof ComposedBody ? body.bytes() : body;
    expect(Buffer.compare(bytes, write(Blobs))).toBe(0);
  });

  it("is not composed where it is to be compressed or has a checksum", () => {
    const encoded = { ...operation, encode: async () => ({ body: new Uint8Array(), headers: {} }) };
    const input = { Blobs: [noise(3_000_000, 1)] };
    expect(requestBody(operation, input, new ReusedMemory())).toBeInstanceOf(ComposedBody);
    expect(requestBody(encoded, input, new ReusedMemory())).toBeInstanceOf(Uint8Array);
  });
});
