import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { ResourceInUseException, ResourceNotFoundException } from "../../../generated/kinesis/faults.js";
import { ProtocolError, ValidationError } from "../../../runtime/for-generated.js";
import { subscribe } from "../../../streams/consumer/index.js";
import { startFaultStreamServer } from "../../support/fault-stream-server/server.js";
import {
  corruptFrame,
  eventOf,
  exception,
  refuse,
  send,
  sendAndEnd,
  shardEnd,
} from "../../support/fault-stream-server/steps.js";
import { clientOf, closeAfterEach, finish, from, readAll } from "./read-shard.js";

closeAfterEach();

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
