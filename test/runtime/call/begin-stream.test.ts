import { afterEach, describe, expect, it, vi } from "vitest";
import {
  ConfigError,
  ConnectionError,
  metadataOf,
  type Operation,
  ProtocolError,
  ServiceClient,
  TimeoutError,
  ValidationError,
} from "../../../runtime/for-generated.js";
import { encodeEvent } from "../../support/fault-server/event-frames.js";
import { fakeStream } from "../event-stream/fake-stream.js";
import { description } from "../event-stream/sample-source.js";
import { answer, fakeTransport, sentJson } from "../fake-transport.js";
import { credentials, rejection } from "../sample-client.js";
import { type PutInput, putOperation, ResourceNotFoundException } from "../sample-service.js";
import { first, note, refusal, service, streaming, type WatchOutput, watch, watchOperation } from "./begun.js";

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
