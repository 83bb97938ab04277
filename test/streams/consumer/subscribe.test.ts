import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../../runtime/for-generated.js";
import { type SubscribeOptions, subscribe } from "../../../streams/consumer/index.js";
import { startFaultStreamServer } from "../../support/fault-stream-server/server.js";
import { eventOf, send, sendAndEnd, shardEnd } from "../../support/fault-stream-server/steps.js";
import { clientOf, closeAfterEach, consumerARN, finish, from, readAll } from "./read-shard.js";

closeAfterEach();

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
