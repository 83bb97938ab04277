import { crc32 } from "#platform";
import type { JsonValue } from "../protocol/json.js";
import { readFrameHeaders } from "./frame-headers.js";
import { checksumLength, MalformedFrame, preludeLength } from "./prelude.js";

/** One frame: an event, a fault, or what else a service may think of. */
export interface Frame {
  /** By name; those of the format begin with a colon. Values as awsJson has them: bytes in base64, times in seconds. */
  readonly headers: Readonly<Record<string, JsonValue>>;
  /** A view of the frame's bytes. */
  readonly payload: Uint8Array;
}

/**
 * Takes a whole frame apart and verifies its checksum. The prelude was verified when the frame was cut from the stream.
 *
 * @throws MalformedFrame
 */
export function decodeFrame(frame: Uint8Array): Frame {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const end = frame.byteLength - checksumLength;
  if (crc32(frame.subarray(0, end)) !== view.getUint32(end)) {
    throw new MalformedFrame(`a frame of ${frame.byteLength} bytes with a wrong checksum`);
  }
  const headersEnd = preludeLength + view.getUint32(4);
  try {
    if (headersEnd > end) throw new RangeError("The headers do not fit into the frame");
    return {
      headers: readFrameHeaders(frame.subarray(preludeLength, headersEnd)),
      payload: frame.subarray(headersEnd, end),
    };
  } catch (cause) {
    throw new MalformedFrame(`a frame of ${frame.byteLength} bytes with malformed headers`, { cause });
  }
}
