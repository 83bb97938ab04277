/** Servers that answer nonsense: each kind is an error of its own class that says what to look at. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  ConnectionError,
  Kinesis,
  metadataOf,
  ProtocolError,
  ResourceNotFoundException,
  ServiceError,
} from "../../generated/kinesis/index.js";
import { fakeClock } from "../support/fake-clock.js";
import type { Step } from "../support/fault-server/plan.js";
import { type FaultServer, startFaultServer } from "../support/fault-server/server.js";
import {
  empty,
  fault,
  html,
  json,
  redirect,
  text,
  tooLarge,
  truncated,
  wrongContentType,
} from "../support/fault-server/steps.js";
import { failureOf } from "./failure.js";

const clock = fakeClock();
let server: FaultServer;
let kinesis: Kinesis;

beforeEach(async () => {
  server = await startFaultServer({ clock });
  server.account.createStream("orders", 1);
  kinesis = new Kinesis({
    region: server.region,
    endpoint: server.url,
    credentials: server.credentials,
    maxAttempts: 1,
    clock,
    random: () => 0.5,
  });
});
afterEach(async () => {
  await kinesis.close();
  await server.close();
});

/** Puts a record while the server does as the step says. */
function put(step: Step): Promise<unknown> {
  server.plan.next("PutRecord", step);
  return kinesis.putRecord({ StreamName: "orders", PartitionKey: "a", Data: "hello" });
}

describe("a body that is no valid answer is a ProtocolError", () => {
  const cases: readonly [string, Step, { status: number; says: RegExp; requestId: boolean }][] = [
    ["200 with an empty body", empty(200), { status: 200, says: /empty|no body/i, requestId: true }],
    ["200 that is no JSON", text("<<not json>>"), { status: 200, says: /JSON/, requestId: true }],
    ["200 with JSON that breaks off", text('{"ShardId":"shardId-0'), { status: 200, says: /JSON/, requestId: true }],
    ["200 with a list", text("[1,2]"), { status: 200, says: /object|JSON/i, requestId: true }],
    ["200 with null", text("null"), { status: 200, says: /object|JSON/i, requestId: true }],
    [
      "200 that is no UTF-8",
      text(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
      { status: 200, says: /UTF-8/i, requestId: true },
    ],
    [
      "a number where a string belongs",
      json({ ShardId: 7, SequenceNumber: "1" }),
      { status: 200, says: /ShardId|string/i, requestId: true },
    ],
    ["200 with a page of HTML", html(200, "Sign in"), { status: 200, says: /text\/html|HTML/i, requestId: false }],
    [
      "another content type",
      wrongContentType("text/plain"),
      { status: 200, says: /content type|text\/plain/i, requestId: true },
    ],
    [
      "a redirect",
      redirect("https://elsewhere.example/"),
      { status: 307, says: /elsewhere\.example/, requestId: false },
    ],
    ["a 404 page", html(404, "Not Found"), { status: 404, says: /404/, requestId: false }],
  ];

  test.each(cases)("%s", async (_, step, { status, says, requestId }) => {
    const error = (await failureOf(put(step))) as ProtocolError;
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error.name).toBe("ProtocolError");
    expect(error.message).toContain("PutRecord");
    expect(error.message).toMatch(says);
    expect(error.message).toContain(String(status));
    expect(error.status).toBe(status);
    expect(metadataOf(error)).toMatchObject({ httpStatusCode: status, attempts: 1 });
    if (requestId) {
      expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(error.message).toContain(error.requestId);
    }
    expect((error.excerpt ?? "").length).toBeLessThanOrEqual(200);
  });

  test("the excerpt of a long page is cut", async () => {
    const error = (await failureOf(put(text("x".repeat(10_000), { status: 404 })))) as ProtocolError;
    expect(error.excerpt?.length).toBeLessThanOrEqual(200);
    expect(error.message.length).toBeLessThan(1_000);
  });
});

test("a 413 says that the request was too large", async () => {
  const error = await failureOf(put(tooLarge()));
  expect(error).toBeInstanceOf(ProtocolError);
  expect(error.message).toMatch(/413/);
  expect(error.message).toMatch(/too (large|big)/i);
  expect(error.message).toContain("PutRecord");
});

test("a body that ends early is a ConnectionError", async () => {
  const error = await failureOf(put(truncated()));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error.message).toContain("PutRecord");
  expect(error.message).toContain(new URL(server.url).host);
});

test("an output without members takes an empty body and an empty object alike", async () => {
  server.plan.next("AddTagsToStream", empty(200), json({}));
  const tag = { StreamName: "orders", Tags: { a: "b" } };
  expect(await kinesis.addTagsToStream(tag)).toEqual({});
  expect(await kinesis.addTagsToStream(tag)).toEqual({});
});

describe("error responses", () => {
  test("a modelled fault is its class and carries message, status and request id", async () => {
    const error = (await failureOf(
      kinesis.putRecord({ StreamName: "nowhere", PartitionKey: "a", Data: "hello" }),
    )) as ResourceNotFoundException;
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error).toMatchObject({
      name: "ResourceNotFoundException",
      fault: "client",
      retryable: false,
      throttling: false,
    });
    expect(error.message).toContain("Stream nowhere under account 123456789012 not found.");
    expect(error.$metadata).toMatchObject({ httpStatusCode: 400, attempts: 1, totalRetryDelay: 0 });
    expect(error.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(Object.keys(error)).not.toContain("$metadata");
  });

  test("an unmodelled fault keeps the wire's name and is a plain ServiceError", async () => {
    const error = (await failureOf(
      put(fault("SomethingNewException", { message: "Never heard of it." })),
    )) as ServiceError;
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.name).toBe("SomethingNewException");
    expect(error.message).toContain("Never heard of it.");
    expect(error.fault).toBe("client");
  });

  test.each([400, 403, 500, 503])("a %i without a body still says operation, status and request id", async (status) => {
    const error = await failureOf(put(empty(status)));
    expect(error.message).toContain("PutRecord");
    expect(error.message).toContain(String(status));
    expect(metadataOf(error)).toMatchObject({ httpStatusCode: status });
    expect(error.message).toContain(metadataOf(error)?.requestId ?? "no request id");
  });

  test("a fault whose name is hostile harms nobody", async () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const error = (await failureOf(put(fault(name, { message: "hostile" })))) as ServiceError;
      expect(error).toBeInstanceOf(ServiceError);
      expect(error.name).toBe(name);
    }
  });

  test("a wrong signature is the service's fault by name, and not retried", async () => {
    await using mistaken = new Kinesis({
      region: server.region,
      endpoint: server.url,
      credentials: { ...server.credentials, secretAccessKey: "notTheSecret" },
      clock,
    });
    const error = await failureOf(mistaken.listStreams());
    expect(error.name).toBe("InvalidSignatureException");
    expect(server.requests).toHaveLength(1);
  });
});
