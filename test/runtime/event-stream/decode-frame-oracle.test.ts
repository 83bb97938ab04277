/**
 * The decoder against another's: `@smithy/eventstream-codec` takes the same frames apart, or refuses them too.
 */
import { createRequire } from "node:module";
import { crc32 } from "node:zlib";
import type {
  EventStreamCodec as Codec,
  HeaderMarshaller as Marshaller,
  MessageHeaders,
  MessageHeaderValue,
} from "@smithy/eventstream-codec";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFrame } from "../../../runtime/event-stream/decode-frame.js";
import { readFrameHeaders } from "../../../runtime/event-stream/frame-headers.js";
import { MalformedFrame } from "../../../runtime/event-stream/prelude.js";

const { EventStreamCodec, HeaderMarshaller, Int64 } = createRequire(import.meta.url)("@smithy/eventstream-codec") as {
  readonly EventStreamCodec: typeof Codec;
  readonly HeaderMarshaller: typeof Marshaller;
  readonly Int64: new (bytes: Uint8Array) => { valueOf(): number; readonly bytes: Uint8Array; toString(): string };
};
const fromUtf8 = (bytes: Uint8Array | string): string => new TextDecoder().decode(bytes as Uint8Array);
const toUtf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const codec = new EventStreamCodec(fromUtf8, toUtf8);
const marshaller = new HeaderMarshaller(fromUtf8, toUtf8);

/** What the other codec makes of headers, as awsJson has them; undefined when it refuses. */
function headersByOracle(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    return plain(marshaller.parse(new DataView(bytes.buffer)));
  } catch {
    return undefined;
  }
}

function headersByUs(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    return { ...readFrameHeaders(bytes) };
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return undefined;
  }
}

function plain(headers: MessageHeaders): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, plainValue(header)]));
}

interface Taken {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: Uint8Array;
}

/** What the other codec makes of a frame, its values as awsJson has them; undefined when it refuses. */
function byOracle(frame: Uint8Array): Taken | undefined {
  try {
    const { headers, body } = codec.decode(frame);
    return { headers: plain(headers), payload: Uint8Array.from(body) };
  } catch {
    return undefined;
  }
}

function plainValue(header: MessageHeaderValue): unknown {
  if (header.type === "binary") return Buffer.from(header.value).toString("base64");
  if (header.type === "long") return header.value.valueOf();
  return header.type === "timestamp" ? header.value.getTime() / 1000 : header.value;
}

/** What we make of it; undefined when it is refused, which happens in one way only. */
function byUs(frame: Uint8Array): Taken | undefined {
  try {
    const { headers, payload } = decodeFrame(frame);
    return { headers: { ...headers }, payload: Uint8Array.from(payload) };
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedFrame);
    return undefined;
  }
}

const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((text) => text !== "__proto__");
const long = bytes(8).map((value) => ({ type: "long", value: new Int64(value) }) as const);
const uuid = fc.uuid().map((value) => ({ type: "uuid", value }) as const);
const value: fc.Arbitrary<MessageHeaderValue> = fc.oneof(
  fc.record({ type: fc.constant("boolean" as const), value: fc.boolean() }),
  fc.record({ type: fc.constant("byte" as const), value: fc.integer({ min: -128, max: 127 }) }),
  fc.record({ type: fc.constant("short" as const), value: fc.integer({ min: -32_768, max: 32_767 }) }),
  fc.record({ type: fc.constant("integer" as const), value: fc.integer() }),
  long,
  fc.record({ type: fc.constant("binary" as const), value: fc.uint8Array({ maxLength: 300 }) }),
  fc.record({ type: fc.constant("string" as const), value: fc.string({ unit: "grapheme", maxLength: 300 }) }),
  fc.record({ type: fc.constant("timestamp" as const), value: fc.date({ noInvalidDate: true }) }),
  uuid,
);
const frames: fc.Arbitrary<Buffer> = fc
  .record({ headers: fc.array(fc.tuple(name, value), { maxLength: 6 }), body: fc.uint8Array({ maxLength: 200 }) })
  .map(({ headers, body }) => encode(Object.fromEntries(headers), body));

function encode(headers: MessageHeaders, body: Uint8Array): Buffer {
  return Buffer.from(codec.encode({ headers, body }));
}

/** The frame with checksums that are right, whatever it holds. */
function resealed(frame: Buffer): Buffer {
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8);
  frame.writeUInt32BE(crc32(frame.subarray(0, -4)), frame.length - 4);
  return frame;
}

describe("any frame", () => {
  it("is taken apart alike", () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expect(byOracle(frame)).toBeDefined();
        expect(byUs(frame)).toEqual(byOracle(frame));
      }),
      { numRuns: 500 },
    );
  });

  it("is taken apart alike wherever it lies in memory", () => {
    fc.assert(
      fc.property(frames, fc.nat(9), (frame, before) => {
        const around = Buffer.concat([Buffer.alloc(before, 1), frame, Buffer.alloc(3, 2)]);
        expect(byUs(around.subarray(before, before + frame.length))).toEqual(byOracle(frame));
      }),
    );
  });

  it("is refused alike when any byte of it was damaged", () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 255 }), (frame, change) => {
        for (let index = 0; index < frame.length; index += 1) {
          const damaged = Buffer.from(frame);
          damaged[index] = (damaged[index] ?? 0) ^ change;
          expect(byUs(damaged)).toBeUndefined();
          expect(byOracle(damaged)).toBeUndefined();
        }
      }),
      { numRuns: 40 },
    );
  });

  it("is refused when it announces headers that do not fit into it", () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 1000 }), (frame, more) => {
        const other = Buffer.from(frame);
        other.writeUInt32BE(frame.length - 16 + more, 4);
        expect(byUs(resealed(other))).toBeUndefined();
        expect(byOracle(other)).toBeUndefined();
      }),
    );
  });
});

/** The bytes of a frame's headers, in memory of their own: the other codec would read on into what follows them. */
function headersOf(frame: Buffer): Uint8Array {
  return Uint8Array.from(frame.subarray(12, 12 + frame.readUInt32BE(4)));
}

describe("headers", () => {
  it("are read alike when a byte of them says something else", () => {
    fc.assert(
      fc.property(frames, fc.nat(), fc.nat(255), (frame, at, byte) => {
        const headers = headersOf(frame);
        fc.pre(headers.length > 0);
        headers[at % headers.length] = byte;
        expect(headersByUs(headers)).toEqual(headersByOracle(headers));
      }),
      { numRuns: 1000 },
    );
  });

  it("are refused when they are cut off, but between two of them", () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const headers = headersOf(frame);
        for (let length = 0; length < headers.length; length += 1) {
          const cut = headers.slice(0, length);
          expect(headersByUs(cut)).toEqual(headersByOracle(cut));
        }
      }),
      { numRuns: 100 },
    );
  });
});
