import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type ClientConfig, ConnectionError, metadataOf, type UnknownEvent } from "../../../runtime/for-generated.js";
import { encodeEvent, encodeException } from "../../support/fault-server/event-frames.js";
import { type FakeStream, fakeStream } from "../event-stream/fake-stream.js";
import { description } from "../event-stream/sample-source.js";
import { anySecret, credentials, rejection } from "../sample-client.js";
import { SlowDownException } from "../sample-service.js";
import { first, note, type Streaming, streaming, type WatchOutput, watch, watchOperation } from "./begun.js";

afterEach(() => {
  vi.useRealTimers();
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
