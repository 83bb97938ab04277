import { crc32 } from "#platform";

/** The lengths that a frame begins with, and the checksum of the two: 12 bytes. */
export const preludeLength = 12;

/** The checksum at the end of every frame, over all that comes before it. */
export const checksumLength = 4;

/** The most that the format allows: 24 MiB of payload and 128 KiB of headers. */
const longestPayload = 24 * 1024 * 1024;
const longestHeaders = 128 * 1024;

/**
 * Bytes that are no event stream, or one that was damaged on its way. Turned into a {@link ProtocolError}; the message
 * follows "the response has".
 */
export class MalformedFrame extends Error {
  override get name(): string {
    return "MalformedFrame";
  }
}

/**
 * Reads the prelude at the beginning of bytes: how long the frame is. The checksum is verified here, as soon as it is there: with a
 * wrong length one would wait for bytes that never come.
 *
 * @throws MalformedFrame
 */
export function readPrelude(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, preludeLength);
  if (crc32(bytes.subarray(0, 8)) !== view.getUint32(8)) {
    throw new MalformedFrame("a frame whose prelude has a wrong checksum");
  }
  const total = view.getUint32(0);
  const headers = view.getUint32(4);
  if (headers > longestHeaders) throw new MalformedFrame(`a frame that announces ${headers} bytes of headers`);
  const payload = total - preludeLength - headers - checksumLength;
  if (payload < 0) throw new MalformedFrame(`a frame of ${total} bytes that announces ${headers} bytes of headers`);
  if (payload > longestPayload) throw new MalformedFrame(`a frame that announces a payload of ${payload} bytes`);
  return total;
}
