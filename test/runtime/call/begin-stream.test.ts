import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { EventStreamDescription } from "../../../runtime/event-stream/description.js";
import {
  type ClientConfig,
  ConfigError,
  ConnectionError,
  type EventStream,
  metadataOf,
  type Operation,
  ProtocolError,
  readEventStream,
  readString,
  ServiceClient,
  TimeoutError,
  type UnknownEvent,
  ValidationError,
} from "../../../runtime/for-generated.js";
import { fakeClock } from "../../support/fake-clock.js";
import { encodeEvent, encodeException } from "../../support/fault-server/event-frames.js";
import { type FakeStream, fakeStream } from "../event-stream/fake-stream.js";
import { description } from "../event-stream/sample-source.js";
import { type FakeStreamingTransport, fakeStreamingTransport, type StreamStep } from "../fake-streaming-transport.js";
import { answer, fakeTransport, sentJson } from "../fake-transport.js";
import { anySecret, credentials, rejection } from "../sample-client.js";
import {
  type PutInput,
  putOperation,
  ResourceNotFoundException,
  SlowDownException,
  sampleService,
} from "../sample-service.js";

interface WatchOutput {
  Id?: string;
  Events: EventStream<unknown, { readonly reason: string }>;
}

const service = { ...sampleService, eventStreamProtocol: "h2" as const };

function watchOperation(eventStream: EventStreamDescription = description): Operation<PutInput, WatchOutput> {
  return {
    ...putOperation,
    service,
    name: "Watch",
    read: (json, context) => {
      const output: WatchOutput = { Events: readEventStream(context) };
      if (json.Id != null) output.Id = readString(json.Id);
      return output;
    },
    eventStream,
  };
}

const watch = watchOperation();

interface Streaming {
  readonly client: ServiceClient;
  readonly transport: FakeStreamingTransport;
  readonly clock: ReturnType<typeof fakeClock>;
}

function streaming(steps: readonly StreamStep[], config: ClientConfig = {}): Streaming {
  const transport = fakeStreamingTransport(...steps);
  const clock = fakeClock();
  const settings = { region: "eu-west-1", credentials, transport, clock, random: () => 0.5, ...config };
  return { client: new ServiceClient(service, settings), transport, clock };
}

/** A fault or page as a streaming transport brings it. */
function refusal(status: number, body: object | string, headers: Readonly<Record<string, string>> = {}): FakeStream {
  const response = answer(status, body, headers);
  const fake = fakeStream(response.headers, status);
  fake.push(response.body.subarray(0, 3), response.body.subarray(3));
  fake.end();
  return fake;
}

async function first(events: AsyncIterable<unknown>): Promise<unknown> {
  for await (const event of events) return event;
  return undefined;
}

const note = encodeEvent("Note", { Text: "a" });

afterEach(() => {
  vi.useRealTimers();
});

describe("a call with an event stream", () => {
  it("resolves once the response has begun, with its metadata, before any event", async () => {
    const fake = fakeStream();
    const { client, transport } = streaming([fake.response]);
    const output = await client.call(watch, { Name: "n" });
    expect(metadataOf(output)).toMatchObject({ requestId: "request-1", httpStatusCode: 200, attempts: 1 });
    expect(Object.keys(output)).toEqual(["Events"]);
    expect(fake.asked).toBe(0);
    fake.push(note);
    expect(await first(output.Events)).toEqual({ Note: { Text: "a" } });

    const [request] = transport.requests;
    expect(sentJson(request)).toEqual({ Name: "n" });
    expect(request?.headers).toMatchObject({
      "x-amz-target": "Sample_20260101.Watch",
      "content-type": "application/x-amz-json-1.1",
      authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 /),
    });
    expect(transport.options[0]).toMatchObject({ protocol: "h2", requestTimeout: 30_000, connectTimeout: 5000 });
  });

  it("takes a response without a content type for a stream", async () => {
    const fake = fakeStream();
    const { "content-type": _, ...headers } = fake.response.headers;
    fake.push(note);
    const { client } = streaming([{ ...fake.response, headers }]);
    const { Events } = await client.call(watch, { Name: "n" });
    expect(await first(Events)).toEqual({ Note: { Text: "a" } });
  });

  it("goes by HTTP/1.1 where the service does not say otherwise", async () => {
    const { eventStreamProtocol: _, ...plain } = service;
    const { transport } = streaming([fakeStream().response]);
    const client = new ServiceClient(plain, { region: "eu-west-1", credentials, transport });
    const { Events } = await client.call({ ...watch, service: plain }, { Name: "n" });
    expect(transport.options[0]?.protocol).toBe("http/1.1");
    Events.close();
  });

  it("reads the output's other members from the initial response", async () => {
    const fake = fakeStream();
    fake.push(encodeEvent("initial-response", { Id: "x" }));
    const { client } = streaming([fake.response]);
    const output = await client.call(watchOperation({ ...description, initialResponse: true }), { Name: "n" });
    expect(output.Id).toBe("x");
    output.Events.close();
  });

  it("validates its input, and refuses a transport that cannot stream, before anything is sent", async () => {
    const { client, transport } = streaming([fakeStream().response]);
    expect(await rejection(client.call(watch, { Name: "n".repeat(11) }))).toBeInstanceOf(ValidationError);
    expect(transport.requests).toEqual([]);
    const sending = fakeTransport(answer(200, {}));
    const plain = new ServiceClient(service, { region: "eu-west-1", credentials, transport: sending });
    const error = await rejection(plain.call(watch, { Name: "n" }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ option: "transport", message: expect.stringMatching(/^Watch .*no method stream/) });
    expect(sending.requests).toEqual([]);
  });

  it("takes an inactivity timeout, which other calls refuse", async () => {
    const { client } = streaming([fakeStream().response]);
    const options = { inactivityTimeout: 5 };
    (await client.call(watch, { Name: "n" }, options)).Events.close();
    expect(await rejection(client.call(watch, { Name: "n" }, { inactivityTimeout: -1 } as never))).toBeInstanceOf(
      ConfigError,
    );
    expect(await rejection(client.call({ ...putOperation, service }, { Name: "n" }, options))).toBeInstanceOf(
      ConfigError,
    );
  });
});

describe("what comes in place of a stream", () => {
  it("is a fault, retried as for any operation, with a wait in between", async () => {
    const fake = fakeStream();
    fake.push(note);
    const refused = refusal(400, { __type: "SlowDownException", message: "slow" });
    const { client, transport, clock } = streaming([
      refused.response,
      new ConnectionError("cut", { code: "ECONNRESET" }),
      fake.response,
    ]);
    const output = await client.call(watch, { Name: "n" });
    expect(transport.requests).toHaveLength(3);
    expect(clock.sleeps).toHaveLength(2);
    expect(metadataOf(output)?.attempts).toBe(3);
    expect(await first(output.Events)).toEqual({ Note: { Text: "a" } });
  });

  it("is thrown as its class", async () => {
    const gone = refusal(400, { __type: "ResourceNotFoundException", message: "no", Resource: "r" });
    const { client } = streaming([gone.response]);
    const error = await rejection(client.call(watch, { Name: "n" }));
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error).toMatchObject({ message: "no", Resource: "r", operation: "Watch" });
  });

  it.each([
    ["JSON of a success", 200, { Id: "x" }],
    ["a page", 200, "<html>login</html>"],
    ["a redirect", 307, ""],
  ])("is a ProtocolError when it is %s", async (_, status, body) => {
    const headers = typeof body === "string" ? { "content-type": "text/html" } : {};
    const operation: Operation<PutInput, WatchOutput> = watch;
    const { client } = streaming([refusal(status, body, headers).response]);
    expect(await rejection(client.call(operation, { Name: "n" }))).toBeInstanceOf(ProtocolError);
  });

  it("is not waited for beyond the request's time", async () => {
    vi.useFakeTimers();
    const silent = fakeStream({ "content-type": "application/x-amz-json-1.1" }, 400);
    const { client } = streaming([silent.response], { maxAttempts: 1, requestTimeout: 1000 });
    const call = rejection(client.call(watch, { Name: "n" }));
    await vi.advanceTimersByTimeAsync(1000);
    const error = await call;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ kind: "request", milliseconds: 1000 });
  });

  it("is read no further than an error can be long", async () => {
    const endless = fakeStream({ "content-type": "text/html" }, 503);
    for (let chunk = 0; chunk < 40; chunk += 1) endless.push(Buffer.alloc(65_536, 32));
    const { client } = streaming([endless.response], { maxAttempts: 1 });
    await rejection(client.call(watch, { Name: "n" }));
    expect(endless.asked).toBe(17);
  });
});

describe("a stream that has begun", () => {
  async function begun(
    config: ClientConfig = {},
    options: object = {},
  ): Promise<{ output: WatchOutput; fake: FakeStream; sample: Streaming }> {
    const fake = fakeStream();
    const sample = streaming([fake.response], config);
    return { output: await sample.client.call(watch, { Name: "n" }, options), fake, sample };
  }

  it("is not asked for again when it fails", async () => {
    const { output, fake, sample } = await begun();
    fake.push(note, encodeException("SlowDownException", "another reader came"));
    const error = await rejection(
      (async () => {
        for await (const _ of output.Events);
      })(),
    );
    expect(error).toBeInstanceOf(SlowDownException);
    expect(await output.Events.ended).toEqual({ reason: "takenOver", error });
    expect(sample.transport.requests).toHaveLength(1);
  });

  it("names the operation and the request in what breaks it", async () => {
    const { output, fake } = await begun();
    fake.fail(new ConnectionError("the stream broke off"));
    const error = await rejection(first(output.Events));
    expect((error as Error).message).toBe("Watch: the stream broke off");
    expect(metadataOf(error)).toMatchObject({ requestId: "request-1" });
  });

  it("makes an error of ours of what a foreign transport fails with", async () => {
    const { output, fake } = await begun();
    const cause = Object.assign(new Error("socket"), { code: "EPIPE" });
    fake.fail(cause);
    const error = await rejection(first(output.Events));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: "EPIPE", cause });
  });

  it("shows no secret of the credentials, whatever a fault repeats", async () => {
    const { output, fake } = await begun();
    fake.push(encodeException("ResourceNotFoundException", `token ${credentials.sessionToken}`));
    const error = await rejection(first(output.Events));
    expect((error as Error).message).toBe("token [redacted]");
    expect(String((error as Error).stack)).not.toMatch(anySecret);
  });

  it("goes on when the call's timeout has passed, but not when the caller's signal is aborted", async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const { output, fake } = await begun({}, { timeout: 1000, signal: controller.signal, inactivityTimeout: 0 });
    const read = first(output.Events);
    await vi.advanceTimersByTimeAsync(60_000);
    fake.push(note);
    expect(await read).toEqual({ Note: { Text: "a" } });

    const other = await begun({}, { timeout: 1000, signal: controller.signal });
    const waiting = rejection(first(other.output.Events));
    await vi.advanceTimersByTimeAsync(10);
    controller.abort(new Error("enough"));
    expect(await waiting).toEqual(new Error("enough"));
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });

  it("stalls after 20 seconds without a sign of life unless told otherwise", async () => {
    vi.useFakeTimers();
    const { output } = await begun();
    const read = rejection(first(output.Events));
    await vi.advanceTimersByTimeAsync(25_000);
    expect(await read).toMatchObject({ kind: "inactivity", milliseconds: 20_000 });
    expect(await output.Events.ended).toMatchObject({ reason: "stalled" });
  });

  it("expires by the client's clock", async () => {
    const { output, fake, sample } = await begun();
    fake.push(note);
    fake.end();
    sample.clock.set(sample.clock.now() + 300_000);
    for await (const _ of output.Events);
    expect(await output.Events.ended).toEqual({ reason: "expired" });
  });

  it("reports what the model does not know to the hook", async () => {
    const seen: UnknownEvent[] = [];
    const { output, fake } = await begun({ hooks: { onUnknownEvent: (event) => seen.push(event) } });
    fake.push(encodeEvent("Novelty", { a: 1 }), note);
    await first(output.Events);
    expect(seen).toMatchObject([
      { service: "Sample", operation: "Watch", messageType: "event", eventType: "Novelty", payloadBytes: 7 },
    ]);
  });
});

describe("a call that is given up", () => {
  it("closes the stream that begins nevertheless", async () => {
    const controller = new AbortController();
    const fake = fakeStream();
    const { client } = streaming([
      async () => {
        controller.abort(new Error("enough"));
        return fake.response;
      },
    ]);
    expect(await rejection(client.call(watch, { Name: "n" }, { signal: controller.signal }))).toEqual(
      new Error("enough"),
    );
    await vi.waitFor(() => expect(fake.cancelled).toHaveLength(1));
  });

  it("closes the stream whose initial response does not come within the call's timeout", async () => {
    vi.useFakeTimers();
    const fake = fakeStream();
    const { client } = streaming([fake.response]);
    const slow = watchOperation({ ...description, initialResponse: true });
    const call = rejection(client.call(slow, { Name: "n" }, { timeout: 1000 }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await call).toMatchObject({ name: "TimeoutError", kind: "call" });
    fake.push(encodeEvent("initial-response", {}));
    await vi.advanceTimersByTimeAsync(1);
    expect(fake.cancelled).toHaveLength(1);
  });
});
