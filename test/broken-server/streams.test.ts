/** What a subscription makes of a server that misbehaves, each way by itself and to the end of the stream. */

import { afterEach, describe, expect, it } from "vitest";
import {
  ConnectionError,
  InternalFailureException,
  Kinesis,
  LimitExceededException,
  ProtocolError,
  ResourceInUseException,
  ServiceError,
  type SubscribeToShardEventStreamEnd,
  TimeoutError,
} from "../../generated/kinesis/index.js";
import { nodeHttpTransport } from "../../runtime/for-node.js";
import { encodeEvent } from "../support/fault-server/event-frames.js";
import { frameType, startRawHttp2Server, status200 } from "../support/fault-stream-server/raw-server.js";
import { type StreamStep, startFaultStreamServer } from "../support/fault-stream-server/server.js";
import {
  corruptFrame,
  cutConnection,
  errorFrame,
  eventOf,
  exception,
  goAway,
  goAwayInAnger,
  halfFrame,
  noAnswer,
  records,
  refuse,
  reset,
  send,
  sendAndEnd,
  sendByteByByte,
  shardEnd,
} from "../support/fault-stream-server/steps.js";

const input = {
  ConsumerARN: "arn:aws:kinesis:us-east-1:111122223333:stream/orders/consumer/billing:1772445601",
  ShardId: "shardId-000000000000",
  StartingPosition: { Type: "TRIM_HORIZON" },
} as const;

let opened: { close(): void }[] = [];
afterEach(() => {
  for (const each of opened) each.close();
  opened = [];
});

function clientOf(url: string, more: object = {}): Kinesis {
  const transport = nodeHttpTransport({ http2: { pingInterval: 20, pingTimeout: 60 } });
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" };
  const kinesis = new Kinesis({ region: "us-east-1", endpoint: url, credentials, transport, random: () => 0, ...more });
  opened.push(kinesis, transport);
  return kinesis;
}

/** Subscribes and reads to the end: what came, what was thrown, how it ended. */
async function read(kinesis: Kinesis, inactivityTimeout = 20_000) {
  const numbers: string[] = [];
  let error: unknown;
  let ended: SubscribeToShardEventStreamEnd | undefined;
  try {
    const { EventStream } = await kinesis.subscribeToShard(input, { inactivityTimeout });
    void EventStream.ended.then((end) => {
      ended = end;
    });
    for await (const event of EventStream) {
      for (const { SequenceNumber } of event.SubscribeToShardEvent?.Records ?? []) numbers.push(SequenceNumber);
    }
  } catch (reason) {
    error = reason;
  }
  await new Promise((resolve) => setImmediate(resolve));
  return { numbers, error, ended };
}

const start = eventOf([1, 2]);

describe("a stream that", () => {
  it.each([
    ["stops in half of a frame", halfFrame(start), ConnectionError],
    ["has a corrupt frame", corruptFrame(start), ProtocolError],
    ["brings a modelled fault", exception("InternalFailureException", start), InternalFailureException],
    ["brings an error that the model does not know", errorFrame("Oops", "sorry", start), ServiceError],
    ["is reset", reset(start), ConnectionError],
    ["loses its connection", cutConnection(start), ConnectionError],
    ["loses its session", goAwayInAnger(2, start), ConnectionError],
  ] as readonly [string, StreamStep, new (...args: never[]) => Error][])("%s", async (_what, step, kind) => {
    await using server = await startFaultStreamServer();
    server.plan(step);
    const { numbers, error, ended } = await read(clientOf(server.url));
    expect(numbers).toEqual(["1", "2"]);
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).constructor).toBe(kind);
    expect(ended).toEqual({ reason: "failed", error });
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(0);
  });

  it("is taken over", async () => {
    await using server = await startFaultStreamServer();
    server.plan(exception("ResourceInUseException", start));
    const { error, ended } = await read(clientOf(server.url));
    expect(error).toBeInstanceOf(ResourceInUseException);
    expect(ended).toEqual({ reason: "takenOver", error });
  });

  it("ends with its shard", async () => {
    await using server = await startFaultStreamServer();
    server.plan(send(start, shardEnd));
    const { numbers, error, ended } = await read(clientOf(server.url));
    expect(numbers).toEqual(["1", "2"]);
    expect(error).toBeUndefined();
    expect(ended).toMatchObject({ reason: "shardEnd", ChildShards: [{}, {}] });
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(0);
  });

  it("is ended by the server in good order, with a goodbye or without", async () => {
    await using server = await startFaultStreamServer();
    server.plan(goAway(start), sendAndEnd(start));
    const kinesis = clientOf(server.url);
    for (let index = 0; index < 2; index++) {
      const { numbers, error, ended } = await read(kinesis);
      expect(numbers).toEqual(["1", "2"]);
      expect(error).toBeUndefined();
      expect(ended).toEqual({ reason: "ended" });
    }
    expect(server.sessions).toBe(2);
  });

  it("comes in chunks of one byte", async () => {
    await using server = await startFaultStreamServer();
    server.plan(sendByteByByte(start, shardEnd));
    const { numbers, error } = await read(clientOf(server.url));
    expect(error).toBeUndefined();
    expect(numbers).toEqual(["1", "2"]);
  });

  it("brings an event of 10 MiB", async () => {
    await using server = await startFaultStreamServer();
    const Records = records([7], 10 * 1024 * 1024);
    server.plan(
      sendAndEnd(
        encodeEvent("SubscribeToShardEvent", { Records, ContinuationSequenceNumber: "7", MillisBehindLatest: 0 }),
      ),
    );
    const { EventStream } = await clientOf(server.url).subscribeToShard(input);
    const sizes: number[] = [];
    for await (const { SubscribeToShardEvent: event } of EventStream) {
      for (const { Data } of event?.Records ?? []) {
        sizes.push(Data.byteLength);
        expect(Data.every((byte) => byte === 7)).toBe(true);
      }
    }
    expect(sizes).toEqual([10 * 1024 * 1024]);
  });

  it("brings events of tomorrow: passed over, and told to the hook", async () => {
    await using server = await startFaultStreamServer();
    server.plan(sendAndEnd(start, encodeEvent("EventOfTomorrow", { New: 1 }), eventOf([3])));
    const unknown: unknown[] = [];
    const kinesis = clientOf(server.url, { hooks: { onUnknownEvent: (event: unknown) => unknown.push(event) } });
    const { numbers } = await read(kinesis);
    expect(numbers).toEqual(["1", "2", "3"]);
    expect(unknown).toMatchObject([{ operation: "SubscribeToShard" }]);
    expect(JSON.stringify(unknown)).toContain("EventOfTomorrow");
  });

  it("falls silent, on a connection that is dead", async () => {
    await using server = await startRawHttp2Server(({ type, stream }, connection) => {
      if (type !== frameType.headers) return;
      connection.send(frameType.headers, 4, stream, responseHeaders);
      connection.send(frameType.data, 0, stream, start);
    });
    const { numbers, error, ended } = await read(clientOf(server.url));
    expect(numbers).toEqual(["1", "2"]);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ kind: "inactivity" });
    expect(ended).toEqual({ reason: "stalled", error });
    await expect.poll(() => server.open, { interval: 2 }).toBe(0);
  });

  it("is silent after its headers, although the connection lives", async () => {
    await using server = await startFaultStreamServer();
    server.plan(({ stream }) =>
      stream.respond({ ":status": 200, "content-type": "application/vnd.amazon.eventstream" }),
    );
    const { error, ended } = await read(clientOf(server.url), 40);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(ended).toEqual({ reason: "stalled", error });
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(0);
  });

  it("ends before its first event", async () => {
    await using server = await startFaultStreamServer();
    server.plan(({ stream }) => {
      stream.respond({ ":status": 200, "content-type": "application/vnd.amazon.eventstream" });
      stream.end();
    });
    const { error, ended } = await read(clientOf(server.url));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(ended).toMatchObject({ reason: "failed" });
  });

  it("has an error frame for its first", async () => {
    await using server = await startFaultStreamServer();
    server.plan(exception("ResourceInUseException"));
    const { error, ended } = await read(clientOf(server.url));
    expect(error).toBeInstanceOf(ResourceInUseException);
    expect((error as Error).message).toContain("A planned ResourceInUseException.");
    expect(ended?.reason).not.toBe("closed");
  });
});

describe("a call that", () => {
  it("is throttled is retried, and then streams", async () => {
    await using server = await startFaultStreamServer();
    server.plan(refuse("LimitExceededException"), refuse("InternalFailureException", 500), sendAndEnd(start));
    const { numbers, error } = await read(clientOf(server.url));
    expect(error).toBeUndefined();
    expect(numbers).toEqual(["1", "2"]);
    expect(server.requests.length).toBe(3);
  });

  it("is refused throws the fault of the model", async () => {
    await using server = await startFaultStreamServer();
    server.plan(refuse("LimitExceededException"));
    const { error } = await read(clientOf(server.url, { maxAttempts: 1 }));
    expect(error).toBeInstanceOf(LimitExceededException);
  });

  it("gets no answer runs into requestTimeout", async () => {
    await using server = await startFaultStreamServer();
    server.plan(noAnswer);
    const { error } = await read(clientOf(server.url, { requestTimeout: 40, maxAttempts: 2 }));
    expect(error).toMatchObject({ name: "TimeoutError", kind: "request" });
    expect(server.requests.length).toBe(2);
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(0);
  });

  it("gets headers that never end fails", async () => {
    await using server = await startRawHttp2Server(({ type, stream }, connection) => {
      if (type !== frameType.headers) return;
      connection.send(frameType.headers, 0, stream, status200);
      const more = () => {
        const fields = Buffer.from("\x00\x01a\x01b".repeat(500), "latin1");
        connection.send(frameType.continuation, 0, stream, fields);
        if (!connection.socket.destroyed) setImmediate(more);
      };
      more();
    });
    const { error } = await read(clientOf(server.url, { maxAttempts: 1, requestTimeout: 5_000 }));
    expect(error).toBeInstanceOf(ConnectionError);
    await expect.poll(() => server.open, { interval: 2 }).toBe(0);
  });
});

/** 200 and the media type of event streams, as HPACK literals. */
const responseHeaders: Buffer = Buffer.concat([
  status200,
  literal("content-type", "application/vnd.amazon.eventstream"),
]);

function literal(name: string, value: string): Buffer {
  return Buffer.concat([Buffer.of(0, name.length), Buffer.from(name), Buffer.of(value.length), Buffer.from(value)]);
}

describe("a client without a transport of its caller's", () => {
  it("carries streams over one session, which close() closes", async () => {
    await using server = await startFaultStreamServer();
    server.plan(send(start, shardEnd));
    const kinesis = clientOf(server.url, { transport: undefined });
    expect((await read(kinesis)).numbers).toEqual(["1", "2"]);
    expect((await read(kinesis)).ended?.reason).toBe("shardEnd");
    expect([server.sessions, server.openConnections]).toEqual([1, 1]);
    kinesis.close();
    await expect.poll(() => server.openConnections, { interval: 2 }).toBe(0);
  });
});
