import { describe, expect, it } from "vitest";
import { KinesisClient } from "../../../generated/kinesis/client.js";
import { LimitExceededException } from "../../../generated/kinesis/faults.js";
import { subscribe } from "../../../streams/consumer/index.js";
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
import { clientOf, closeAfterEach, closing, consumerARN, finish, from, readAll, shardId } from "./read-shard.js";

closeAfterEach();

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
    closing(client);
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
