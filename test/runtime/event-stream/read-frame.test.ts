import { Int64 } from "@smithy/eventstream-codec";
import { describe, expect, it } from "vitest";
import { decodeFrame } from "../../../runtime/event-stream/decode-frame.js";
import { type Message, readFrame } from "../../../runtime/event-stream/read-frame.js";
import { encodeEvent, encodeFrame } from "../../support/fault-server/event-frames.js";
import { frame } from "./frames.js";
import { sampleSource } from "./sample-source.js";

function read(bytes: Uint8Array, blobs: "bytes" | "base64" = "bytes"): Message {
  const { stream } = sampleSource();
  return readFrame(decodeFrame(bytes), { ...stream, read: { blobs } });
}

const event = (type: string): { readonly ":message-type": string; readonly ":event-type": string } => ({
  ":message-type": "event",
  ":event-type": type,
});

describe("an event", () => {
  it("is read with blobs and timestamps by its own reader", () => {
    const bytes = encodeEvent("Reading", { Data: "AQI=", At: 1_700_000_000.5, Extra: 1 });
    const Reading = { Data: new Uint8Array([1, 2]), At: new Date(1_700_000_000_500), Last: [] };
    expect(read(bytes)).toEqual({ kind: "event", name: "Reading", value: { Reading } });
    expect(read(bytes, "base64")).toMatchObject({ value: { Reading: { Data: "AQI=" } } });
  });

  it("takes members from headers and its payload as bytes", () => {
    const bytes = frame(
      {
        ":message-type": { type: "string", value: "event" },
        ":event-type": { type: "string", value: "Bytes" },
        Kind: { type: "string", value: "raw" },
        At: { type: "timestamp", value: new Date(1_700_000_000_123) },
        Size: { type: "long", value: Int64.fromNumber(5_000_000_000) },
        Tag: { type: "binary", value: new Uint8Array([7]) },
      },
      new Uint8Array([0, 255, 1]),
    );
    expect(read(bytes)).toMatchObject({
      value: {
        Bytes: {
          Kind: "raw",
          At: new Date(1_700_000_000_123),
          Size: 5_000_000_000,
          Tag: new Uint8Array([7]),
          Content: new Uint8Array([0, 255, 1]),
        },
      },
    });
  });

  it("takes its payload as text, or as the JSON of one member", () => {
    expect(read(encodeFrame(event("Line"), Buffer.from("grüße")))).toMatchObject({
      value: { Line: { Text: "grüße" } },
    });
    expect(read(encodeFrame(event("Wrapped"), Buffer.from('{"a":1}')))).toMatchObject({
      value: { Wrapped: { Inner: { a: 1 } } },
    });
  });

  it("may have no payload at all", () => {
    expect(read(encodeFrame(event("Note"), Buffer.alloc(0)))).toMatchObject({ value: { Note: {} } });
  });
});
