import type { EventStreamCodec, MessageHeaderValue } from "@smithy/eventstream-codec";
import { encodeBase64 } from "../protocol/base64.js";
import type { JsonValue } from "../protocol/json.js";
import { MalformedFrame } from "./prelude.js";

/** One frame: an event, a fault, or what else a service may think of. */
export interface Frame {
  /** By name; those of the format begin with a colon. Values as awsJson has them: bytes in base64, times in seconds. */
  readonly headers: Readonly<Record<string, JsonValue>>;
  /** A view of the frame's bytes. */
  readonly payload: Uint8Array;
}

/** Takes a frame apart and verifies its checksum. @throws MalformedFrame */
export type FrameDecoder = (frame: Uint8Array) => Frame;

const utf8Decoder: TextDecoder = new TextDecoder();
const utf8Encoder: TextEncoder = new TextEncoder();

/**
 * Loads the codec. Most programs never open a stream, and should not pay for it when they start.
 *
 * CRC-32 is taken from the platform where it has it.
 */
export async function loadFrameDecoder(): Promise<FrameDecoder> {
  const module = await import("@smithy/eventstream-codec");
  const codec = new module.EventStreamCodec(
    (bytes) => (typeof bytes === "string" ? bytes : utf8Decoder.decode(bytes)),
    (text) => utf8Encoder.encode(text),
  );
  return (frame) => decode(codec, frame);
}

function decode(codec: EventStreamCodec, bytes: Uint8Array): Frame {
  let message: ReturnType<EventStreamCodec["decode"]>;
  try {
    message = codec.decode(bytes);
  } catch (cause) {
    // The prelude was verified before; what is left is the checksum of the whole, or headers that make no sense.
    const what =
      cause instanceof Error && /message checksum/.test(cause.message) ? "a wrong checksum" : "malformed headers";
    throw new MalformedFrame(`a frame of ${bytes.byteLength} bytes with ${what}`, { cause });
  }
  const headers: Record<string, JsonValue> = Object.create(null);
  for (const [name, value] of Object.entries(message.headers)) headers[name] = jsonOf(value);
  return { headers, payload: message.body };
}

/** A header's value as awsJson would have it in a body, so that one reader serves both. */
function jsonOf(header: MessageHeaderValue): JsonValue {
  switch (header.type) {
    case "binary":
      return encodeBase64(header.value);
    case "long":
      return header.value.valueOf();
    case "timestamp":
      return header.value.getTime() / 1000;
    default:
      return header.value;
  }
}
