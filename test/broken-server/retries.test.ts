/** Servers that fail for a while, or for good: what is retried, for how long, and what the error then says. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type ClientConfig,
  ConnectionError,
  Kinesis,
  metadataOf,
  ServiceError,
} from "../../generated/kinesis/index.js";
import { type FakeClock, fakeClock } from "../support/fake-clock.js";
import type { Step } from "../support/fault-server/plan.js";
import { type FaultServer, startFaultServer } from "../support/fault-server/server.js";
import { empty, fault, html, lostAnswer, ok, reset, throttle, truncated } from "../support/fault-server/steps.js";
import { failureOf } from "./failure.js";

let clock: FakeClock;
let server: FaultServer;
const clients: Kinesis[] = [];

beforeEach(async () => {
  clock = fakeClock();
  server = await startFaultServer({ clock });
  server.account.createStream("orders", 1);
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await server.close();
});

function client(config: Partial<ClientConfig> = {}): Kinesis {
  const made = new Kinesis({
    region: server.region,
    endpoint: server.url,
    credentials: server.credentials,
    clock,
    random: () => 0.5,
    ...config,
  });
  clients.push(made);
  return made;
}

const record = { StreamName: "orders", PartitionKey: "a", Data: "hello" };

describe("what passes is retried until it has passed", () => {
  test.each<[string, Step]>([
    ["a throttle", throttle()],
    ["LimitExceededException", fault("LimitExceededException", { message: "Rate exceeded for stream orders" })],
    ["KMSThrottlingException", fault("KMSThrottlingException")],
    ["InternalFailureException", fault("InternalFailureException")],
    ["500 without a body", empty(500)],
    ["502 as a page", html(502, "Bad Gateway")],
    ["503 as a page", html(503)],
    ["504 as a page", html(504, "Gateway Timeout")],
    ["a reset", reset()],
    ["a lost answer", lostAnswer()],
    ["a truncated body", truncated()],
  ])("%s", async (_, step) => {
    server.plan.next("PutRecord", step, ok());
    const output = await client().putRecord(record);
    expect(output.ShardId).toBe("shardId-000000000000");
    expect(metadataOf(output)).toMatchObject({ attempts: 2 });
    expect(metadataOf(output)?.totalRetryDelay).toBeGreaterThan(0);
    expect(clock.sleeps).toHaveLength(1);
    // Signed anew each time.
    expect(server.requests.map(({ signature }) => signature)).toEqual(["ok", "ok"]);
  });
});

describe("what does not pass is not retried", () => {
  test.each<[string, Step]>([
    ["a client fault", fault("ResourceNotFoundException")],
    ["ValidationException", fault("ValidationException")],
    ["a fault unknown", fault("SomethingNewException")],
    ["404 as a page", html(404, "Not Found")],
    ["413 as a page", html(413, "Too Large")],
  ])("%s", async (_, step) => {
    server.plan.always("PutRecord", step);
    await failureOf(client().putRecord(record));
    expect(server.requests).toHaveLength(1);
    expect(clock.sleeps).toEqual([]);
  });
});

test("a server that throttles on and on: the error tells how many attempts over how long", async () => {
  server.plan.always("PutRecord", throttle());
  const error = (await failureOf(client({ maxAttempts: 4 }).putRecord(record))) as ServiceError;
  expect(error).toBeInstanceOf(ServiceError);
  expect(error).toMatchObject({ name: "ProvisionedThroughputExceededException", throttling: true });
  expect(server.requests).toHaveLength(4);
  expect(clock.sleeps).toHaveLength(3);
  const total = clock.sleeps.reduce((sum, sleep) => sum + sleep, 0);
  expect(error.$metadata.attempts).toBe(4);
  expect(error.$metadata.totalRetryDelay).toBe(total);
  expect(error.message).toContain("PutRecord");
  expect(error.message).toMatch(/\b4 attempts\b/);
  expect(error.message).toMatch(/\d+(\.\d+)? ?(ms|s|seconds|milliseconds)\b/);
  expect(error.message).toContain(error.$metadata.requestId);
});

test("ten retries are possible, as with the ancestor", async () => {
  server.plan.always("PutRecord", reset());
  const error = await failureOf(client({ maxAttempts: 11 }).putRecord(record));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(server.requests).toHaveLength(11);
  expect(error.message).toMatch(/\b11 attempts\b/);
});

test("a call's own maxAttempts wins", async () => {
  server.plan.always("PutRecord", throttle());
  await failureOf(client({ maxAttempts: 5 }).putRecord(record, { maxAttempts: 1 }));
  expect(server.requests).toHaveLength(1);
});

test.each([
  ["retry-after", "7", 7_000],
  ["x-amz-retry-after", "1500", 1_500],
])("%s is waited for", async (header, value, atLeast) => {
  server.plan.next("PutRecord", throttle({ [header]: value }), ok());
  await client().putRecord(record);
  expect(clock.sleeps).toHaveLength(1);
  expect(clock.sleeps[0]).toBeGreaterThanOrEqual(atLeast);
  expect(clock.sleeps[0]).toBeLessThanOrEqual(atLeast + 20_000);
});

test("a deadline is not slept through: the last error comes at once", async () => {
  server.plan.always("PutRecord", throttle({ "retry-after": "15" }));
  const before = clock.now();
  const error = await failureOf(client({ maxAttempts: 10 }).putRecord(record, { timeout: 5_000 }));
  expect(error.name).toBe("ProvisionedThroughputExceededException");
  expect(clock.now() - before).toBeLessThanOrEqual(5_000);
  expect(server.requests).toHaveLength(1);
});

test("an aborted signal ends a backoff at once, with its reason", async () => {
  const waiting = fakeClock({ now: clock.now(), autoAdvance: false });
  server.plan.always("PutRecord", throttle());
  const controller = new AbortController();
  const call = client({ clock: waiting }).putRecord(record, { signal: controller.signal });
  call.catch(() => {});
  while (waiting.pending === 0) await new Promise((resolve) => setImmediate(resolve));
  const reason = new Error("changed my mind");
  controller.abort(reason);
  await expect(call).rejects.toBe(reason);
  expect(server.requests).toHaveLength(1);
});

test("a client whose clock is wrong learns the server's time once and keeps it", async () => {
  server.skew = 3_600_000;
  const kinesis = client();
  await kinesis.putRecord(record);
  await kinesis.putRecord(record);
  expect(server.requests.map(({ signature }) => signature === "ok")).toEqual([false, true, true]);
});

test("keys that have expired are fetched anew, once", async () => {
  let fetched = 0;
  const kinesis = client({
    credentials: async () => {
      fetched += 1;
      return fetched === 1
        ? { accessKeyId: "ASIASTALE", secretAccessKey: "stale", sessionToken: "stale" }
        : server.credentials;
    },
  });
  server.plan.next(
    "PutRecord",
    fault("ExpiredTokenException", { message: "The security token included in the request is expired" }),
  );
  await kinesis.putRecord(record);
  expect(fetched).toBe(2);
  expect(server.requests.map(({ signature }) => signature === "ok")).toEqual([false, true]);
});

test("the retry quota ends retries when everything fails", async () => {
  server.plan.always("PutRecord", empty(503));
  const kinesis = client();
  for (let call = 0; call < 60; call += 1) await failureOf(kinesis.putRecord(record));
  // Without a quota each of the 60 calls would have made 3 requests.
  expect(server.requests.length).toBeLessThan(180);
  const last = await failureOf(kinesis.putRecord(record));
  expect(metadataOf(last)?.attempts).toBe(1);
});
