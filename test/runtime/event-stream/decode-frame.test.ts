import { crc32 } from "node:zlib";
import { Int64 } from "@smithy/eventstream-codec";
import { describe, expect, it } from "vitest";
import { decodeFrame } from "../../../runtime/event-stream/decode-frame.js";
import { MalformedFrame } from "../../../runtime/event-stream/prelude.js";
import { encodeFrame } from "../../support/fault-server/event-frames.js";
import { frame } from "./frames.js";

describe("a frame", () => {
  it("gives its headers as awsJson would have them", () => {
    const { headers, payload } = decodeFrame(
      frame({
        text: { type: "string", value: "ä" },
        yes: { type: "boolean", value: true },
        no: { type: "boolean", value: false },
        byte: { type: "byte", value: -7 },
        short: { type: "short", value: -300 },
        integer: { type: "integer", value: 70_000 },
        long: { type: "long", value: Int64.fromNumber(-5_000_000_000) },
        bytes: { type: "binary", value: new Uint8Array([1, 2, 255]) },
        time: { type: "timestamp", value: new Date(1_700_000_000_250) },
        uuid: { type: "uuid", value: "01020304-0506-0708-090a-0b0c0d0e0f10" },
      }),
    );
    expect({ ...headers }).toEqual({
      text: "ä",
      yes: true,
      no: false,
      byte: -7,
      short: -300,
      integer: 70_000,
      long: -5_000_000_000,
      bytes: "AQL/",
      time: 1_700_000_000.25,
      uuid: "01020304-0506-0708-090a-0b0c0d0e0f10",
    });
    expect(payload).toHaveLength(0);
  });

  it("has no headers that it was not sent", () => {
    expect(decodeFrame(encodeFrame({}, Buffer.alloc(0))).headers.toString).toBeUndefined();
  });

  const whole = encodeFrame({ ":message-type": "event" }, Buffer.from("payload"));

  it("reads what was encoded by hand", () => {
    const { headers, payload } = decodeFrame(whole);
    expect({ ...headers }).toEqual({ ":message-type": "event" });
    expect(Buffer.from(payload).toString()).toBe("payload");
  });

  it.each([12, 20, whole.length - 5, whole.length - 1])("notices that byte %i was damaged", (index) => {
    const damaged = Buffer.from(whole);
    damaged[index] = (damaged[index] ?? 0) ^ 0x10;
    expect(() => decodeFrame(damaged)).toThrow(MalformedFrame);
    expect(() => decodeFrame(damaged)).toThrow(`a frame of ${whole.length} bytes with a wrong checksum`);
  });

  it("refuses headers of a type that there is not", () => {
    const odd = encodeFrame({ a: "b" }, Buffer.alloc(0));
    // Not through the checksum: what is wrong is sent so.
    const rewritten = Buffer.from(odd);
    rewritten[14] = 10;
    expect(() => decodeFrame(withChecksum(rewritten))).toThrow("with malformed headers");
  });

  it("refuses a checksum that is announced as a header", () => {
    // A header with a name of four bytes that is true, and a search for such a name that the checksum is a header, too.
    const bytes = Buffer.from([0, 0, 0, 22, 0, 0, 0, 10, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    bytes.writeUInt32BE(crc32(bytes.subarray(0, 8)), 8);
    do bytes.writeUInt32BE(bytes.readUInt32BE(13) + 1, 13);
    while ((withChecksum(bytes).readUInt32BE(18) & 0xff0000fe) !== 0x02000000);
    expect(() => decodeFrame(bytes)).toThrow("with malformed headers");
  });
});

function withChecksum(bytes: Buffer): Buffer {
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
  return bytes;
}
