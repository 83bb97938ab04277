import diagnostics from "node:diagnostics_channel";
import { afterEach, describe, expect, it } from "vitest";
import type { Hooks, Logger } from "../../../runtime/for-generated.js";
import { answer } from "../fake-transport.js";
import { anySecret, rejection, sample } from "../sample-client.js";
import { putOperation } from "../sample-service.js";

const throttle = answer(
  400,
  { __type: "SlowDownException", message: "Rate exceeded" },
  { "set-cookie": "session-token-SECRET" },
);
const refusal = answer(400, { __type: "ResourceNotFoundException", message: "No such thing" });

/** Every event by name, in order. */
function recorder(): { readonly events: [name: string, event: Record<string, unknown>][]; readonly hooks: Hooks } {
  const events: [string, Record<string, unknown>][] = [];
  const record = (name: string) => (event: object) => {
    events.push([name, { ...event }]);
  };
  const hooks = {
    onRequest: record("request"),
    onResponse: record("response"),
    onRetry: record("retry"),
    onError: record("error"),
  };
  return { events, hooks };
}

function recordingLogger(): {
  readonly lines: [level: string, message: string, details: object | undefined][];
  readonly logger: Logger;
} {
  const lines: [string, string, object | undefined][] = [];
  const log = (level: string) => (message: string, details?: object) => {
    lines.push([level, message, details]);
  };
  return { lines, logger: { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") } };
}

describe("hooks", () => {
  it("are told of every request, response, retry and of the error, in order", async () => {
    const { events, hooks } = recorder();
    const { client, clock } = sample([throttle, refusal], { hooks });
    const error = await rejection(client.call(putOperation, { Name: "n" }));
    expect(events.map(([name]) => name)).toEqual(["request", "response", "retry", "request", "response", "error"]);
    const [request, response, retry, , , failure] = events.map(([, event]) => event);
    const call = { service: "Sample", operation: "Put", invocationId: expect.stringMatching(/^[0-9a-f-]{36}$/) };
    expect(request).toMatchObject({
      ...call,
      attempt: 1,
      maxAttempts: 3,
      url: "https://sample.eu-west-1.amazonaws.com/",
      bodyBytes: 12,
      headers: {
        authorization: "[redacted]",
        "x-amz-security-token": "[redacted]",
        "x-amz-target": "Sample_20260101.Put",
      },
    });
    expect(response).toMatchObject({
      ...call,
      attempt: 1,
      status: 400,
      requestId: "request-1",
      duration: 0,
      bodyBytes: 56,
      headers: { "set-cookie": "[redacted]" },
    });
    expect(retry).toMatchObject({
      ...call,
      attempt: 1,
      maxAttempts: 3,
      delay: clock.sleeps[0],
      reason: "throttling",
      repeat: "mayDuplicate",
      error: { name: "SlowDownException" },
    });
    expect(failure).toMatchObject({ ...call, error, attempts: 2, duration: clock.sleeps[0] });
    expect(JSON.stringify(events)).not.toMatch(anySecret);
    expect(new Set(events.map(([, event]) => event.invocationId)).size).toBe(1);
  });

  it("are told of a call that failed before its first request", async () => {
    const { events, hooks } = recorder();
    const { client } = sample([refusal], { hooks });
    await rejection(client.call(putOperation, {} as { Name: string }));
    expect(events).toMatchObject([["error", { attempts: 0, error: { name: "ValidationError" } }]]);
  });

  it("break no call, whether they throw or reject", async () => {
    const { lines, logger } = recordingLogger();
    const hooks = {
      onRequest: () => {
        throw new Error("sync");
      },
      onResponse: async () => {
        throw new Error("async");
      },
    };
    const { client } = sample([answer(200, { Id: "1" })], { hooks, logger });
    await expect(client.call(putOperation, { Name: "n" })).resolves.toEqual({ Id: "1" });
    expect(lines.filter(([level]) => level === "warn")).toMatchObject([
      ["warn", "The hook onRequest failed", { error: { message: "sync" } }],
      ["warn", "The hook onResponse failed", { error: { message: "async" } }],
    ]);
  });

  it("are called as methods of their object", async () => {
    class Counter {
      #requests = 0;
      get requests(): number {
        return this.#requests;
      }
      onRequest(): void {
        this.#requests += 1;
      }
    }
    const hooks = new Counter();
    const { client } = sample([answer(200, { Id: "1" })], { hooks });
    await client.call(putOperation, { Name: "n" });
    expect(hooks.requests).toBe(1);
  });
});

describe("the logger", () => {
  it("gets a line for each event, at the level that fits, without secrets", async () => {
    const { lines, logger } = recordingLogger();
    const { client, clock } = sample([throttle, refusal], { logger });
    await rejection(client.call(putOperation, { Name: "n" }));
    expect(lines.map(([level, message]) => `${level} ${message}`)).toEqual([
      "debug Sample.Put: attempt 1 of 3 to https://sample.eu-west-1.amazonaws.com/",
      "debug Sample.Put: HTTP 400 after 0 ms, request id request-1",
      `warn Sample.Put: attempt 1 failed (throttling); next one in ${clock.sleeps[0]} ms`,
      "debug Sample.Put: attempt 2 of 3 to https://sample.eu-west-1.amazonaws.com/",
      "debug Sample.Put: HTTP 400 after 0 ms, request id request-1",
      `error Sample.Put: failed after 2 requests in ${clock.sleeps[0]} ms`,
    ]);
    expect(JSON.stringify(lines)).not.toMatch(anySecret);
  });

  it("may fail without breaking the call", async () => {
    const { logger } = recordingLogger();
    const broken: Logger = {
      ...logger,
      debug: () => {
        throw new Error("disk full");
      },
    };
    const { client } = sample([answer(200, { Id: "1" })], { logger: broken });
    await expect(client.call(putOperation, { Name: "n" })).resolves.toEqual({ Id: "1" });
  });
});

describe("node:diagnostics_channel", () => {
  const names = ["request", "response", "retry", "error"].map((name) => `shardwright:${name}`);
  const seen: [name: string, message: unknown][] = [];
  const listener = (message: unknown, name: string | symbol): void => {
    seen.push([String(name), message]);
  };

  afterEach(() => {
    for (const name of names) diagnostics.unsubscribe(name, listener);
    seen.length = 0;
  });

  it("gets the same events", async () => {
    for (const name of names) diagnostics.subscribe(name, listener);
    const { client } = sample([throttle, refusal]);
    await rejection(client.call(putOperation, { Name: "n" }));
    expect(seen.map(([name]) => name.slice("shardwright:".length))).toEqual([
      "request",
      "response",
      "retry",
      "request",
      "response",
      "error",
    ]);
    expect(seen[0]?.[1]).toMatchObject({ operation: "Put", attempt: 1 });
    expect(JSON.stringify(seen)).not.toMatch(anySecret);
  });
});
