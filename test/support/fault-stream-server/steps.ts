import { setImmediate as turn } from "node:timers/promises";
import { encodeEvent, encodeException, encodeFrame } from "../fault-server/event-frames.js";
import type { StreamStep } from "./server.js";

/** One record as the wire has it. */
export interface WireRecord {
  readonly SequenceNumber: string;
  readonly ApproximateArrivalTimestamp: number;
  readonly Data: string;
  readonly PartitionKey: string;
}

/** Records with such sequence numbers; their data is the number as text, or so many bytes. */
export function records(numbers: readonly (number | bigint)[], bytes?: number): WireRecord[] {
  return numbers.map((number) => ({
    SequenceNumber: String(number),
    ApproximateArrivalTimestamp: 1_700_000_000.5,
    Data: (bytes === undefined ? Buffer.from(String(number)) : Buffer.alloc(bytes, Number(number) % 251)).toString(
      "base64",
    ),
    PartitionKey: `key-${number}`,
  }));
}

/** A frame with those records; its continuation is the last of them, unless told. */
export function eventOf(numbers: readonly (number | bigint)[], more: object = {}): Buffer {
  return encodeEvent("SubscribeToShardEvent", {
    Records: records(numbers),
    ContinuationSequenceNumber: String(numbers.at(-1) ?? 0),
    MillisBehindLatest: 0,
    ...more,
  });
}

/** The last event of a shard that was split: no continuation, two children. */
export const shardEnd: Buffer = encodeEvent("SubscribeToShardEvent", {
  Records: [],
  MillisBehindLatest: 0,
  ChildShards: ["shardId-000000000001", "shardId-000000000002"].map((ShardId) => ({
    ShardId,
    ParentShards: ["shardId-000000000000"],
    HashKeyRange: { StartingHashKey: "0", EndingHashKey: "1" },
  })),
});

/** Sends those frames and leaves the stream open: a healthy subscription without more to say. */
export function send(...frames: readonly Uint8Array[]): StreamStep {
  return async (exchange) => {
    exchange.begin();
    for (const frame of frames) await exchange.write(frame);
  };
}

/** Sends those frames and ends the stream in good order, as the service does when its five minutes are over. */
export function sendAndEnd(...frames: readonly Uint8Array[]): StreamStep {
  return async (exchange) => {
    exchange.begin();
    for (const frame of frames) await exchange.write(frame);
    exchange.stream.end();
  };
}

/** As {@link send}, one byte to a DATA frame, and ends. */
export function sendByteByByte(...frames: readonly Uint8Array[]): StreamStep {
  return async (exchange) => {
    exchange.begin();
    for (const byte of Buffer.concat(frames)) {
      await exchange.write(Uint8Array.of(byte));
      // Writes of one turn of the event loop would be joined.
      await turn();
    }
    exchange.stream.end();
  };
}

/** An error response before any stream. */
export function refuse(name: string, status: number = 400, message: string = `A planned ${name}.`): StreamStep {
  return ({ stream }) => {
    stream.respond({ ":status": status, "content-type": "application/x-amz-json-1.1" });
    stream.end(JSON.stringify({ __type: name, message }));
  };
}

/** Half of a frame, then the stream's proper end. */
export function halfFrame(...before: readonly Uint8Array[]): StreamStep {
  const frame = eventOf([999]);
  return sendAndEnd(...before, frame.subarray(0, frame.length / 2));
}

/** A frame whose last byte of the payload was changed on the way. */
export function corruptFrame(...before: readonly Uint8Array[]): StreamStep {
  const frame = Buffer.from(eventOf([999]));
  frame[frame.length - 6] = (frame[frame.length - 6] ?? 0) ^ 1;
  return send(...before, frame);
}

/** A modelled fault in the middle of the stream, which then ends. */
export function exception(name: string, ...before: readonly Uint8Array[]): StreamStep {
  return sendAndEnd(...before, encodeException(name, `A planned ${name}.`));
}

/** An error that the model does not know, which then ends the stream. */
export function errorFrame(code: string, message: string, ...before: readonly Uint8Array[]): StreamStep {
  const frame = encodeFrame({ ":message-type": "error", ":error-code": code, ":error-message": message }, Buffer.of());
  return sendAndEnd(...before, frame);
}

/** Resets the stream with INTERNAL_ERROR, once what was sent has gone out. */
export function reset(...before: readonly Uint8Array[]): StreamStep {
  return async (exchange) => {
    exchange.begin();
    for (const frame of before) await exchange.write(frame);
    await turn();
    // Not by close(), which ends the stream in good order first.
    exchange.stream.destroy(new Error("reset"));
  };
}

/** Says goodbye in good order and goes on with the streams that are open. */
export function goAway(...frames: readonly Uint8Array[]): StreamStep {
  return async (exchange) => {
    exchange.begin();
    exchange.session.close();
    for (const frame of frames) await exchange.write(frame);
    await turn();
    exchange.stream.end();
  };
}

/** Ends the whole session with an error code. */
export function goAwayInAnger(code: number = 11, ...before: readonly Uint8Array[]): StreamStep {
  return async (exchange) => {
    exchange.begin();
    for (const frame of before) await exchange.write(frame);
    await turn();
    exchange.session.goaway(code);
    await turn();
    exchange.session.destroy();
  };
}

/** Cuts the connection in the middle of a frame. */
export function cutConnection(...before: readonly Uint8Array[]): StreamStep {
  return async (exchange) => {
    exchange.begin();
    for (const frame of before) await exchange.write(frame);
    await turn();
    exchange.cut();
  };
}

/** Takes the request and never answers. */
export const noAnswer: StreamStep = () => {};

/** The same bytes for ever, as fast as the client takes them. `sent` is told how many went out so far. */
export function endless(
  frame: Uint8Array,
  sent: (bytes: number) => void,
  limit: number = Number.POSITIVE_INFINITY,
): StreamStep {
  return async (exchange) => {
    exchange.begin();
    for (let bytes = 0; bytes < limit && !exchange.stream.destroyed; ) {
      await exchange.write(frame);
      bytes += frame.byteLength;
      sent(bytes);
    }
    exchange.stream.end();
  };
}
