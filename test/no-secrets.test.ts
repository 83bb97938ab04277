/**
 * No credential, token or sensitive member in anything that leaves the client other than the signed request: errors,
 * log lines, hook payloads, diagnostics channels, what inspect and JSON make of the client.
 */

import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ClientConfig, Kinesis } from "../generated/kinesis/index.js";
import { fakeClock } from "./support/fake-clock.js";
import type { Step } from "./support/fault-server/plan.js";
import { type FaultServer, startFaultServer } from "./support/fault-server/server.js";
import { empty, fault, html, ok, redirect, reset, text, throttle, truncated } from "./support/fault-server/steps.js";

const credentials = {
  accessKeyId: "AKIDNOSECRETS",
  secretAccessKey: "SECRET-ACCESS-KEY-c0ffee/+=",
  sessionToken: "SESSION-TOKEN-deadbeef/+=",
};
const data = "RECORD-DATA-nobody-else-shall-read-this";
/** What must not be seen: the secrets as they are, encoded, and the data as text and as on the wire. */
const secrets = [
  ...[credentials.secretAccessKey, credentials.sessionToken].flatMap((secret) => [secret, encodeURIComponent(secret)]),
  data,
  Buffer.from(data).toString("base64"),
];
const channelNames = ["request", "response", "retry", "error"].map((name) => `shardwright:${name}`);

const clock = fakeClock();
let server: FaultServer;
let kinesis: Kinesis;
/** Everything that was told to anybody. */
let told: unknown[];
const listen = (message: unknown): void => void told.push(message);

beforeEach(async () => {
  told = [];
  server = await startFaultServer({ clock, credentials: [credentials] });
  server.account.createStream("orders", 1);
  for (const name of channelNames) subscribe(name, listen);
  const log = (...line: unknown[]): void => void told.push(line);
  const config: ClientConfig = {
    region: server.region,
    endpoint: server.url,
    credentials,
    clock,
    random: () => 0.5,
    maxAttempts: 2,
    logger: { trace: log, debug: log, info: log, warn: log, error: log },
    hooks: { onRequest: listen, onResponse: listen, onRetry: listen, onError: listen },
  };
  kinesis = new Kinesis(config);
});
afterEach(async () => {
  for (const name of channelNames) unsubscribe(name, listen);
  await kinesis.close();
  await server.close();
});

describe("a call with secrets in it", () => {
  test.each<[string, readonly Step[]]>([
    ["succeeds", [ok()]],
    ["is throttled, then succeeds", [throttle(), ok()]],
    ["is throttled to the end", [throttle(), throttle()]],
    ["is refused", [fault("AccessDeniedException")]],
    [
      "is refused with the canonical request in the message, as AWS does",
      [
        fault("InvalidSignatureException", {
          message: `The Canonical String was 'POST\n/\n\nx-amz-security-token:${credentials.sessionToken}'`,
        }),
      ],
    ],
    ["is cut off", [truncated(), reset()]],
    ["gets a page", [html(503), html(404, "Not Found")]],
    ["gets nothing", [empty(200)]],
    ["is redirected", [redirect("http://127.0.0.1:1/")]],
    ["gets its own data back as garbage", [text(`{"Data":"${Buffer.from(data).toString("base64")}","ShardId":`)]],
    ["gets its own headers back as a page", [echo()]],
  ])("that %s", async (_, steps) => {
    server.plan.next("PutRecord", ...steps);
    const outcome = await kinesis
      .putRecord({ StreamName: "orders", PartitionKey: "a", Data: data })
      .catch((error: unknown) => error);
    expect(told.length).toBeGreaterThan(0);
    expect(server.requests.map(({ signature }) => signature)).not.toContain("");
    expectNoSecrets(outcome);
    expectNoSecrets(told);
  });

  test("that is invalid: the report does not repeat the data", async () => {
    const outcome = await kinesis
      .putRecord({ StreamName: "orders", PartitionKey: "", Data: { base64: `${data}!` }, Surprise: data } as never)
      .catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(Error);
    expectNoSecrets((outcome as Error).message);
  });

  test("the signature is not told either: whoever has it can repeat the request", async () => {
    await kinesis.putRecord({ StreamName: "orders", PartitionKey: "a", Data: data });
    const signature = /Signature=([0-9a-f]{64})/.exec(server.requests[0]?.headers.authorization ?? "")?.[1];
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    expect(everything(told)).not.toContain(signature);
  });
});

test("the client itself shows no secret", async () => {
  await kinesis.listStreams();
  expectNoSecrets(kinesis);
  expect(JSON.stringify(kinesis) ?? "").not.toContain(credentials.accessKeyId.slice(4) + credentials.secretAccessKey);
});

test.each([
  ["secretAccessKey", { ...credentials, secretAccessKey: [credentials.secretAccessKey] }],
  ["accessKeyId", { ...credentials, accessKeyId: undefined }],
  ["sessionToken", { ...credentials, sessionToken: { token: credentials.sessionToken } }],
])("ill-typed credentials are refused without repeating them: %s", async (member, wrong) => {
  const outcome = await (async () =>
    new Kinesis({ region: "us-east-1", credentials: wrong as never }).listStreams())().catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Error);
  expect((outcome as Error).message).toContain(member);
  expectNoSecrets(outcome);
});

test("secrets in the wrong place are refused without repeating them", async () => {
  const wrong = {
    region: "us-east-1",
    secretAccessKey: credentials.secretAccessKey,
    endpoint: `http://u:${encodeURIComponent(credentials.sessionToken)}@127.0.0.1/`,
  };
  const outcome = await (async () => new Kinesis(wrong as never))().catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Error);
  expectNoSecrets(outcome);
});

test("this test would notice", () => {
  const leak = Object.defineProperty(new Error("outside", { cause: { deep: [credentials.sessionToken] } }), "hidden", {
    value: 1,
  });
  expect(() => expectNoSecrets(leak)).toThrow();
  expect(() =>
    expectNoSecrets(new Map([["k", { headers: { authorization: credentials.secretAccessKey } }]])),
  ).toThrow();
});

/** A proxy that shows the request's headers on its page, as some do. */
function echo(): Step {
  return {
    name: "echo",
    run: (exchange) => {
      const page = `<html>${JSON.stringify(exchange.request.headers)}</html>`;
      exchange.send(exchange.compose(404, page, { "content-type": "text/html" }));
    },
  };
}

function expectNoSecrets(value: unknown): void {
  const shown = everything(value);
  for (const secret of secrets) expect(shown.includes(secret), `shows ${secret}: ${shown.slice(0, 2_000)}`).toBe(false);
}

/** A value in every way that people print values, hidden members and causes included. */
function everything(value: unknown): string {
  const options = { depth: Infinity, showHidden: true, maxArrayLength: null, maxStringLength: null } as const;
  const texts = [inspect(value, options), inspect(value, { ...options, getters: true, showProxy: true })];
  texts.push(String(value), safeJson(value));
  for (let error = value; error instanceof Error; error = error.cause) texts.push(error.message, error.stack ?? "");
  return texts.join("\n");
}

function safeJson(value: unknown): string {
  const seen = new WeakSet<object>();
  return (
    JSON.stringify(value, (_, member: unknown) => {
      if (typeof member !== "object" || member === null) return typeof member === "bigint" ? String(member) : member;
      if (seen.has(member)) return undefined;
      seen.add(member);
      return member;
    }) ?? ""
  );
}
