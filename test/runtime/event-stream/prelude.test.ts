import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { MalformedFrame, readPrelude } from "../../../runtime/event-stream/prelude.js";

function prelude(total: number, headers: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(total, 0);
  bytes.writeUInt32BE(headers, 4);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 8)), 8);
  return bytes;
}

const mebibytes = 1024 * 1024;

describe("readPrelude", () => {
  it.each([
    [16, 0],
    [100, 84],
    [24 * mebibytes + 16, 0],
    [24 * mebibytes + 128 * 1024 + 16, 128 * 1024],
  ])("tells that a frame has %i bytes, %i of them headers", (total, headers) => {
    expect(readPrelude(prelude(total, headers))).toBe(total);
  });

  it.each([
    ["a payload beyond 24 MiB", 24 * mebibytes + 17, 0, "announces a payload of 25165825 bytes"],
    ["headers beyond 128 KiB", 200_000, 128 * 1024 + 1, "announces 131073 bytes of headers"],
    ["headers that are longer than the frame", 100, 85, "a frame of 100 bytes that announces 85 bytes of headers"],
    ["a frame that has no room for its own overhead", 15, 0, "a frame of 15 bytes"],
  ])("refuses %s", (_, total, headers, message) => {
    expect(() => readPrelude(prelude(total, headers))).toThrow(MalformedFrame);
    expect(() => readPrelude(prelude(total, headers))).toThrow(message);
  });

  it.each(Array.from({ length: 12 }, (_, index) => index))("notices that byte %i was damaged", (index) => {
    const bytes = prelude(200, 80);
    bytes[index] = (bytes[index] ?? 0) ^ 0x01;
    expect(() => readPrelude(bytes)).toThrow("a frame whose prelude has a wrong checksum");
  });
});
