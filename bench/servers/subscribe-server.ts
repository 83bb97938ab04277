/** Streams the same events to every subscription; run in a process of its own so that its CPU time is not ours. */
import http2, { type ServerHttp2Stream } from "node:http2";
import { EventStreamCodec } from "@smithy/eventstream-codec";
import { payload } from "../workload.js";
import { greetWithPort } from "./greet.js";

/** Events of a stream that ends, and records of 1 KiB in each: 40 MiB of data. */
const eventsOfAStream = 400;
const recordsOfAnEvent = 100;

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(typeof bytes === "string" ? bytes : bytes).toString("utf8"),
  (text) => Buffer.from(text, "utf8"),
);
const initial = frame("initial-response", {});
const event = frame("SubscribeToShardEvent", {
  Records: Array.from({ length: recordsOfAnEvent }, (_, index) => ({
    SequenceNumber: `4959033827149025660855969253836157109592157598913${String(index).padStart(7, "0")}`,
    ApproximateArrivalTimestamp: 1_700_000_000.123,
    Data: Buffer.from(payload).toString("base64"),
    PartitionKey: `key-${index}`,
  })),
  ContinuationSequenceNumber: "49590338271490256608559692538361571095921575989136588898",
  MillisBehindLatest: 0,
});

function frame(type: string, body: object): Uint8Array {
  const text = (value: string): { type: "string"; value: string } => ({ type: "string", value });
  return codec.encode({
    headers: {
      ":message-type": text("event"),
      ":event-type": text(type),
      ":content-type": text("application/x-amz-json-1.1"),
    },
    body: Buffer.from(JSON.stringify(body)),
  });
}

const server = http2.createServer();
server.on("stream", (stream: ServerHttp2Stream, headers) => {
  stream.on("error", () => {});
  stream.resume().on("end", () => {
    stream.respond({ ":status": 200, "content-type": "application/vnd.amazon.eventstream" });
    stream.write(initial);
    let left = String(headers[":path"]).startsWith("/endless") ? Number.POSITIVE_INFINITY : eventsOfAStream;
    const more = (): void => {
      while (left > 0 && !stream.destroyed) {
        left--;
        if (!stream.write(event)) {
          stream.once("drain", more);
          return;
        }
      }
      stream.end();
    };
    more();
  });
});
greetWithPort(server);
