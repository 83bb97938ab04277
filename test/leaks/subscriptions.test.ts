/** What ten thousand subscriptions leave behind: nothing. */

import { getEventListeners, setMaxListeners } from "node:events";
import { expect, it } from "vitest";
import { type ClientConfig, KinesisClient } from "../../generated/kinesis/client.js";
import { subscribeToShard } from "../../generated/kinesis/operations/subscribe-to-shard.js";
import { nodeHttpTransport } from "../../runtime/for-node.js";
import { subscribe } from "../../streams/consumer/index.js";
import { fakeClock } from "../support/fake-clock.js";
import { startFaultStreamServer } from "../support/fault-stream-server/server.js";
import { eventOf, exception, refuse, reset, send, sendAndEnd, shardEnd } from "../support/fault-stream-server/steps.js";

const ConsumerARN = "arn:aws:kinesis:us-east-1:111122223333:stream/orders/consumer/billing:1772445601";
const abort = new AbortController();
setMaxListeners(100, abort.signal);

function sockets(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === "TCPSocketWrap").length;
}

/** Timers that keep the process alive, the test runner's included. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
}

/** A server, and a client of it that closes idle sessions at once. */
async function openScene(config: Partial<ClientConfig> = {}) {
  // Those of a test before may still be closing.
  await expect.poll(sockets, { interval: 5, timeout: 5_000 }).toBe(0);
  const server = await startFaultStreamServer();
  const before = timers();
  const transport = nodeHttpTransport({ http2: { idleTimeout: 10 } });
  const client = new KinesisClient({
    region: "us-east-1",
    endpoint: server.url,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
    clock: fakeClock({ now: Date.now() }),
    transport,
    ...config,
  });
  return {
    server,
    client,
    async expectNothingLeft() {
      // What is left are the server's own ends: Node's server never closes a connection on which it said goodbye.
      await expect.poll(() => sockets() - server.openConnections, { interval: 5, timeout: 5_000 }).toBe(0);
      expect(timers()).toBeLessThanOrEqual(before);
    },
    async [Symbol.asyncDispose]() {
      client.close();
      transport.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

it("10,000 subscriptions, ended in every way, leave no session, timer or listener", async () => {
  await using scene = await openScene({ maxAttempts: 1 });
  const { server, client } = scene;
  const event = eventOf([1]);
  const endings = [
    sendAndEnd(event),
    sendAndEnd(event, shardEnd),
    exception("ResourceInUseException", event),
    reset(event),
    refuse("LimitExceededException"),
    send(event),
    send(event),
    send(event),
  ];
  let next = 0;
  server.plan((exchange) => endings[next++ % endings.length]?.(exchange));

  async function one(index: number): Promise<void> {
    const signal = abort.signal;
    const own = new AbortController();
    const options = { signal: index % 2 === 0 ? signal : own.signal };
    try {
      const { EventStream } = await subscribeToShard(
        client,
        { ConsumerARN, ShardId: `shardId-${index}`, StartingPosition: { Type: "LATEST" } },
        options,
      );
      let events = 0;
      for await (const _ of EventStream) {
        events++;
        // What the server leaves open: closed by the loop, by close(), by the signal.
        if (index % 3 === 0) break;
        if (index % 3 === 1) EventStream.close();
        else if (index % 2 === 1) own.abort("enough");
        else break;
      }
      expect(events).toBeGreaterThan(0);
    } catch (error) {
      if (error !== "enough") expect((error as Error).name).toMatch(/Exception$|^ConnectionError$/);
    }
  }

  const total = 10_000;
  let started = 0;
  const worker = async (): Promise<void> => {
    while (started < total) await one(started++);
  };
  await Promise.all(Array.from({ length: 50 }, worker));

  expect(server.requests.length).toBe(total);
  // Fifty at a time fit into one session. Some more come from the server: a client that resets a thousand streams in a
  // short time is sent away by nghttp2 (a guard against floods), and has to begin a new session.
  expect(server.sessions).toBeLessThan(25);
  expect(getEventListeners(abort.signal, "abort")).toEqual([]);
  await expect.poll(() => server.openStreams, { interval: 5 }).toBe(0);
  await scene.expectNothingLeft();
}, 120_000);

it("a subscription renewed a thousand times leaves nothing either", async () => {
  await using scene = await openScene();
  const { server, client } = scene;
  let count = 0;
  server.plan((exchange) => {
    count++;
    return (count < 1_000 ? sendAndEnd(eventOf([count])) : sendAndEnd(shardEnd))(exchange);
  });
  const subscription = subscribe(client, {
    consumerARN: ConsumerARN,
    shardId: "shardId-000000000000",
    startingPosition: "TRIM_HORIZON",
    signal: abort.signal,
  });
  const numbers: number[] = [];
  for await (const { SequenceNumber } of subscription.records()) {
    numbers.push(Number(SequenceNumber));
    expect(getEventListeners(abort.signal, "abort").length).toBeLessThan(5);
  }
  expect(numbers).toEqual(Array.from({ length: 999 }, (_, index) => index + 1));
  expect(server.sessions).toBe(1);
  expect(getEventListeners(abort.signal, "abort")).toEqual([]);
  await scene.expectNothingLeft();
}, 60_000);
