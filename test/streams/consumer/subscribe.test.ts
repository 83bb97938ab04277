import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { KinesisClient } from "../../../generated/kinesis/client.js";
import {
  LimitExceededException,
  ResourceInUseException,
  ResourceNotFoundException,
} from "../../../generated/kinesis/faults.js";
import { ConfigError, ProtocolError, ValidationError } from "../../../runtime/for-generated.js";
import { nodeHttpTransport } from "../../../runtime/for-node.js";
import { type RenewalEvent, type SubscribeOptions, subscribe } from "../../../streams/consumer/index.js";
import { fakeClock } from "../../support/fake-clock.js";
import { frameType, startRawHttp2Server, status200 } from "../../support/fault-stream-server/raw-server.js";
import { type StreamStep, startFaultStreamServer } from "../../support/fault-stream-server/server.js";
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
  refuse,
  reset,
  send,
  sendAndEnd,
  sendByteByByte,
  shardEnd,
} from "../../support/fault-stream-server/steps.js";

const consumerARN = "arn:aws:kinesis:us-east-1:111122223333:stream/orders/consumer/billing:1772445601";
const shardId = "shardId-000000000000";
const from = { consumerARN, shardId, startingPosition: "TRIM_HORIZON" } as const;

let opened: { close(): void }[] = [];
afterEach(() => {
  for (const each of opened) each.close();
  opened = [];
});

/** A client of that server, by a clock of the test's. */
function clientOf(url: string, requestTimeout = 10_000) {
  // From now on, or the server's dates would make the client correct its clock.
  const clock = fakeClock({ now: Date.now() });
  const transport = nodeHttpTransport({ http2: { pingInterval: 10, pingTimeout: 40 } });
  const client = new KinesisClient({
    region: "us-east-1",
    endpoint: url,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
    clock,
    random: () => 0.5,
    transport,
    requestTimeout,
  });
  opened.push(client, transport);
  return { client, clock };
}

/** Reads a shard to its end. */
async function readAll(client: KinesisClient, options: Partial<SubscribeOptions> = {}, onRecord = () => {}) {
  const renewals: RenewalEvent[] = [];
  const subscription = subscribe(client, { ...from, onRenewal: (event) => renewals.push(event), ...options });
  const records: string[] = [];
  let error: unknown;
  try {
    for await (const record of subscription.records()) {
      records.push(record.SequenceNumber);
      onRecord();
    }
  } catch (reason) {
    error = reason;
  }
  return { records, renewals, error, end: await subscription.ended, subscription };
}

const finish: StreamStep = sendAndEnd(eventOf([4, 5]), shardEnd);

describe("a subscription that is made anew", () => {
  const mishaps: readonly (readonly [string, StreamStep, string])[] = [
    ["expires", sendAndEnd(eventOf([1, 2, 3])), "ended"],
    ["is reset", reset(eventOf([1, 2, 3])), "disconnected"],
    ["loses its connection", cutConnection(eventOf([1, 2, 3])), "disconnected"],
    ["meets a goodbye", goAway(eventOf([1, 2, 3])), "ended"],
    ["meets the session's end by an error", goAwayInAnger(11, eventOf([1, 2, 3])), "disconnected"],
    ["ends in half of a frame", halfFrame(eventOf([1, 2, 3])), "disconnected"],
    ["brings a corrupt frame", corruptFrame(eventOf([1, 2, 3])), "corrupted"],
    ["meets a fault that passes", exception("InternalFailureException", eventOf([1, 2, 3])), "refused"],
    ["is throttled by KMS", exception("KMSThrottlingException", eventOf([1, 2, 3])), "throttled"],
    ["meets an error that passes", errorFrame("InternalFailure", "sorry", eventOf([1, 2, 3])), "refused"],
    ["comes byte by byte and ends", sendByteByByte(eventOf([1, 2, 3])), "ended"],
  ];

  it.each(mishaps)("goes on where the last one left off when that %s", async (_what, step, reason) => {
    await using server = await startFaultStreamServer();
    server.plan(step, finish);
    const { client, clock } = clientOf(server.url);
    const { records, renewals, error, end } = await readAll(client);
    expect(error).toBeUndefined();
    expect(records).toEqual(["1", "2", "3", "4", "5"]);
    expect(renewals.map((renewal) => renewal.reason)).toEqual([reason]);
    expect(end).toMatchObject({ reason: "shardEnd" });
    expect(server.requests.map(({ StartingPosition }) => StartingPosition)).toEqual([
      { Type: "TRIM_HORIZON" },
      { Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: "3" },
    ]);
    expect(clock.sleeps).toEqual([5_000]);
    expect(renewals[0]).toMatchObject({ delay: 5_000, failures: 0, consumerARN, shardId });
  });

  it("does not wait when its five minutes are over", async () => {
    await using server = await startFaultStreamServer();
    const { client, clock } = clientOf(server.url);
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    server.plan(async (exchange) => {
      exchange.begin();
      await exchange.write(eventOf([1, 2, 3]));
      await arrived;
      clock.set(clock.now() + 300_000);
      exchange.stream.end();
    }, finish);
    const { records, renewals } = await readAll(client, {}, arrive);
    expect(records).toEqual(["1", "2", "3", "4", "5"]);
    expect(renewals).toMatchObject([{ reason: "expired", delay: 0, error: undefined }]);
    expect(clock.sleeps).toEqual([]);
  });

  it("goes on after a stall: silence of a connection that is dead", async () => {
    let calls = 0;
    await using dead = await startRawHttp2Server(({ type, stream }, connection) => {
      if (type !== frameType.headers) return;
      calls++;
      connection.send(frameType.headers, 4, stream, status200);
      connection.send(frameType.data, calls === 1 ? 0 : 1, stream, calls === 1 ? eventOf([1]) : shardEnd);
    });
    const { client } = clientOf(dead.url);
    const { records, renewals, end, error } = await readAll(client, { inactivityTimeout: 60_000 });
    expect(error).toBeUndefined();
    expect(records).toEqual(["1"]);
    expect(renewals).toMatchObject([{ reason: "stalled", error: { name: "TimeoutError", kind: "inactivity" } }]);
    expect(end.reason).toBe("shardEnd");
    expect(dead.connections).toBe(2);
  });

  it("drops records that a service repeats across the seam, and nothing else", async () => {
    await using server = await startFaultStreamServer();
    // Beyond what a number tells apart.
    const [one, two, three, four] = [1n, 2n, 3n, 4n].map((each) => 49_590_338_271_490_256_608_559_692_538n + each) as [
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    server.plan(
      sendAndEnd(eventOf([one, two])),
      sendAndEnd(eventOf([one, two]), eventOf([two, three, four]), shardEnd),
    );
    const { client } = clientOf(server.url);
    const { records } = await readAll(client);
    expect(records).toEqual([one, two, three, four].map(String));
  });

  it("starts where an event without records has led", async () => {
    await using server = await startFaultStreamServer();
    server.plan(sendAndEnd(eventOf([1]), eventOf([], { ContinuationSequenceNumber: "77" })), sendAndEnd(shardEnd));
    const { client } = clientOf(server.url);
    await readAll(client);
    expect(server.requests[1]?.StartingPosition).toEqual({ Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: "77" });
  });

  it("turns LATEST into the time of the first subscription, once that has begun", async () => {
    await using server = await startFaultStreamServer();
    server.plan(refuse("InternalFailureException", 500), reset(), sendAndEnd(shardEnd));
    const { client, clock } = clientOf(server.url);
    const start = clock.now();
    await readAll(client, { startingPosition: "LATEST" });
    const [, second, third] = server.requests.map(({ StartingPosition }) => StartingPosition);
    expect(second).toEqual({ Type: "LATEST" });
    expect(third).toMatchObject({ Type: "AT_TIMESTAMP" });
    const { Timestamp } = third as { Timestamp: number };
    expect(Timestamp * 1000).toBeCloseTo(start + (clock.sleeps[0] ?? Number.NaN), 0);
  });

  it("backs off, for longer each time, when it is refused", async () => {
    await using server = await startFaultStreamServer();
    server.plan(
      refuse("LimitExceededException"),
      refuse("ResourceInUseException"),
      refuse("LimitExceededException"),
      exception("ResourceInUseException"),
      finish,
    );
    const { client, clock } = clientOf(server.url);
    const { renewals, error } = await readAll(client);
    expect(error).toBeUndefined();
    expect(renewals.map(({ reason, failures }) => [reason, failures])).toEqual([
      ["throttled", 1],
      ["inUse", 2],
      ["throttled", 3],
      ["inUse", 4],
    ]);
    // What the rules ask for, and half (the test's random number) of 1, 2, 4, 8 seconds.
    expect(clock.sleeps).toEqual([1_500, 6_000, 3_000, 9_000]);
    expect(renewals[0]?.error).toBeInstanceOf(LimitExceededException);
  });

  it("makes one request at a time, however the client is set", async () => {
    await using server = await startFaultStreamServer();
    server.plan(refuse("InternalFailureException", 500), finish);
    const { client, clock } = clientOf(server.url);
    await readAll(client);
    expect(clock.sleeps).toEqual([1_500]);
    expect(server.requests.length).toBe(2);
  });

  it("goes on after a call without an answer, no sooner than if it had been a subscription", async () => {
    await using server = await startFaultStreamServer();
    server.plan(noAnswer, finish);
    const { client, clock } = clientOf(server.url, 100);
    const { renewals } = await readAll(client);
    expect(renewals).toMatchObject([{ reason: "disconnected", error: { name: "TimeoutError", kind: "request" } }]);
    expect(clock.sleeps).toEqual([5_500]);
  });

  it("fetches fresh credentials when they have expired", async () => {
    await using server = await startFaultStreamServer();
    server.plan(refuse("ExpiredTokenException"), refuse("ExpiredTokenException"), finish);
    const fetched: number[] = [];
    const { client: template, clock } = clientOf(server.url);
    template.close();
    const client = new KinesisClient({
      region: "us-east-1",
      endpoint: server.url,
      credentials: async () => {
        fetched.push(server.requests.length);
        return { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" };
      },
      clock,
      random: () => 0,
    });
    opened.push(client);
    const { records } = await readAll(client);
    expect(records).toEqual(["4", "5"]);
    expect(fetched).toEqual([0, 2]);
  });

  it("keeps the five seconds also after it was closed and opened anew", async () => {
    await using server = await startFaultStreamServer();
    server.plan(send(eventOf([1])));
    const { client, clock } = clientOf(server.url);
    for (let index = 0; index < 2; index++) {
      for await (const _ of subscribe(client, from)) break;
    }
    expect(clock.sleeps).toEqual([5_000]);
    for await (const _ of subscribe(client, { ...from, shardId: "shardId-000000000009" })) break;
    expect(clock.sleeps).toEqual([5_000]);
  });
});

describe("a subscription ends", () => {
  it("with its shard, and tells the children", async () => {
    await using server = await startFaultStreamServer();
    server.plan(sendAndEnd(eventOf([1]), shardEnd));
    const { client } = clientOf(server.url);
    const subscription = subscribe(client, from);
    const batches = [];
    for await (const batch of subscription) batches.push(batch);
    expect(batches.map(({ records, childShards }) => [records.length, childShards?.length])).toEqual([
      [1, undefined],
      [0, 2],
    ]);
    const end = await subscription.ended;
    expect(end.reason === "shardEnd" && end.childShards.map(({ ShardId }) => ShardId)).toEqual([
      "shardId-000000000001",
      "shardId-000000000002",
    ]);
    expect(server.requests.length).toBe(1);
    expect(await subscription[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
  });

  it("when another program takes over", async () => {
    await using server = await startFaultStreamServer();
    server.plan(exception("ResourceInUseException", eventOf([1, 2])));
    const { client } = clientOf(server.url);
    const { records, error, end } = await readAll(client);
    expect(records).toEqual(["1", "2"]);
    expect(error).toBeInstanceOf(ResourceInUseException);
    expect(end).toEqual({ reason: "takenOver", error });
  });

  it("not then, if it shall reclaim the shard", async () => {
    await using server = await startFaultStreamServer();
    server.plan(exception("ResourceInUseException", eventOf([1, 2, 3])), finish);
    const { client, clock } = clientOf(server.url);
    const { records, error } = await readAll(client, { onTakeover: "reclaim" });
    expect(error).toBeUndefined();
    expect(records).toEqual(["1", "2", "3", "4", "5"]);
    expect(clock.sleeps).toEqual([5_000]);
  });

  it.each([
    ["when there is no such shard", refuse("ResourceNotFoundException"), ResourceNotFoundException],
    [
      "when the consumer is deregistered",
      exception("ResourceNotFoundException", eventOf([1])),
      ResourceNotFoundException,
    ],
  ])("%s", async (_when, step, kind) => {
    await using server = await startFaultStreamServer();
    server.plan(step);
    const { client } = clientOf(server.url);
    const { error, end, renewals } = await readAll(client);
    expect(error).toBeInstanceOf(kind);
    expect(end).toEqual({ reason: "failed", error });
    expect(renewals).toEqual([]);
  });

  it("when the third answer in a row is no event stream", async () => {
    await using server = await startFaultStreamServer();
    server.plan(corruptFrame(eventOf([1])), corruptFrame());
    const { client } = clientOf(server.url);
    const { records, error, renewals } = await readAll(client);
    expect(records).toEqual(["1"]);
    expect(error).toBeInstanceOf(ProtocolError);
    expect(renewals.map(({ reason }) => reason)).toEqual(["corrupted", "corrupted"]);
  });

  it("when its input breaks the model", async () => {
    const { client } = clientOf("http://127.0.0.1:1");
    const { error, end } = await readAll(client, { shardId: "no blanks" });
    expect(error).toBeInstanceOf(ValidationError);
    expect(end.reason).toBe("failed");
  });

  it("when its reader leaves the loop, at once", async () => {
    await using server = await startFaultStreamServer();
    server.plan(send(eventOf([1]), eventOf([2])));
    const { client } = clientOf(server.url);
    const subscription = subscribe(client, from);
    for await (const { records } of subscription) {
      expect(records.length).toBe(1);
      break;
    }
    expect(await subscription.ended).toEqual({ reason: "closed" });
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(0);
    expect(subscription.position).toEqual({ Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: "1" });
  });

  it("when it is closed, also in the middle of a read or of a wait", async () => {
    await using server = await startFaultStreamServer();
    server.plan(send());
    const { client } = clientOf(server.url);
    const reading = subscribe(client, from);
    const next = reading[Symbol.asyncIterator]().next();
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(1);
    reading.close();
    expect(await next).toEqual({ done: true, value: undefined });
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(0);

    const { signal } = new AbortController();
    const bound = subscribe(client, { ...from, signal });
    expect(getEventListeners(signal, "abort").length).toBe(1);
    bound.close();
    expect(getEventListeners(signal, "abort")).toEqual([]);

    const waiting = subscribe(client, { ...from, onRenewal: () => waiting.close() });
    server.plan(refuse("LimitExceededException"));
    const loop = (async () => {
      for await (const _ of waiting);
    })();
    await loop;
    expect(await waiting.ended).toEqual({ reason: "closed" });
  });

  it("with `await using`", async () => {
    await using server = await startFaultStreamServer();
    server.plan(send(eventOf([1])));
    const { client } = clientOf(server.url);
    let ended: Promise<unknown>;
    {
      await using subscription = subscribe(client, from);
      ended = subscription.ended;
      await subscription[Symbol.asyncIterator]().next();
    }
    expect(await ended).toEqual({ reason: "closed" });
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(0);
  });

  it("with the reason of an abort, and leaves no listener", async () => {
    await using server = await startFaultStreamServer();
    server.plan(send(eventOf([1])));
    const { client } = clientOf(server.url);
    const abort = new AbortController();
    const reason = { my: "reason" };
    const subscription = subscribe(client, { ...from, signal: abort.signal });
    const reading = (async () => {
      for await (const _ of subscription) abort.abort(reason);
    })();
    await expect(reading).rejects.toBe(reason);
    expect(await subscription.ended).toEqual({ reason: "aborted", error: reason });
    expect(getEventListeners(abort.signal, "abort")).toEqual([]);
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(0);

    const never = subscribe(client, { ...from, signal: AbortSignal.abort("no") });
    await expect(never[Symbol.asyncIterator]().next()).rejects.toBe("no");
    expect(server.requests.length).toBe(1);
  });
});

describe("a subscription", () => {
  it("tells how far it is behind", async () => {
    await using server = await startFaultStreamServer();
    server.plan(sendAndEnd(eventOf([1], { MillisBehindLatest: 1_234 }), shardEnd));
    const { client } = clientOf(server.url);
    const subscription = subscribe(client, from);
    expect(subscription.millisBehindLatest).toBeUndefined();
    const lags: (number | undefined)[] = [];
    for await (const { millisBehindLatest } of subscription) {
      lags.push(millisBehindLatest);
      expect(subscription.millisBehindLatest).toBe(millisBehindLatest);
    }
    expect(lags).toEqual([1_234, 0]);
  });

  it("shares a signal with hundreds of others", async () => {
    await using server = await startFaultStreamServer();
    server.plan(send(eventOf([1])));
    const { client } = clientOf(server.url);
    const abort = new AbortController();
    const all = Array.from({ length: 200 }, (_, index) =>
      subscribe(client, { ...from, shardId: `shardId-${index}`, signal: abort.signal }),
    );
    const readers = all.map((subscription) => subscription[Symbol.asyncIterator]());
    await Promise.all(readers.map((reader) => reader.next()));
    expect(getEventListeners(abort.signal, "abort").length).toBe(1);
    // 100 streams are what the server takes on one.
    expect(server.sessions).toBe(2);
    all[0]?.close();
    abort.abort("enough");
    await Promise.all(readers.slice(1).map((reader) => expect(reader.next()).rejects.toBe("enough")));
    expect(await readers[0]?.next()).toEqual({ done: true, value: undefined });
    expect(getEventListeners(abort.signal, "abort")).toEqual([]);
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(0);
  });

  it("sends nothing before it is read", async () => {
    await using server = await startFaultStreamServer();
    const { client } = clientOf(server.url);
    subscribe(client, from).close();
    expect(server.sessions).toBe(0);
  });

  it("survives a hook that throws", async () => {
    await using server = await startFaultStreamServer();
    server.plan(sendAndEnd(eventOf([1, 2, 3])), finish);
    const { client } = clientOf(server.url);
    const { records } = await readAll(client, {
      onRenewal: () => {
        throw new Error("a hook");
      },
    });
    expect(records.length).toBe(5);
  });

  it.each([
    [{ consumerARN }, /The option shardId must be a string, but is null/],
    [{ ...from, startingPosition: "EARLIEST" }, /startingPosition must be "LATEST"/],
    [{ ...from, shardID: "x" }, /no option "shardID" of subscribe. Did you mean shardId\?/],
    [{ ...from, ConsumerARN: "x" }, /Did you mean consumerARN\?/],
    [{ ...from, onTakeover: "fight" }, /onTakeover must be "end" or "reclaim"/],
  ])("refuses options that are wrong: %o", (options, message) => {
    const { client } = clientOf("http://127.0.0.1:1");
    const attempt = () => subscribe(client, options as unknown as SubscribeOptions);
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(message);
  });
});
