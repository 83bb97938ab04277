import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openEvents } from "../../../runtime/event-stream/open-events.js";
import type { StreamEnd } from "../../../runtime/event-stream/stream-end.js";
import { ConnectionError, ProtocolError, TimeoutError } from "../../../runtime/for-generated.js";
import { encodeEvent, encodeException, encodeFrame } from "../../support/fault-server/event-frames.js";
import { rejection } from "../sample-client.js";
import { ResourceNotFoundException, SlowDownException } from "../sample-service.js";
import { collect, damaged, event, initial, note, open } from "./collect-events.js";
import { description, type SampleSource, sampleSource } from "./sample-source.js";

afterEach(() => {
  vi.useRealTimers();
});

describe("an end", () => {
  it("is an expiry once the lifetime is over, and no sooner", async () => {
    for (const [age, reason] of [
      [300_000, "expired"],
      [285_000, "expired"],
      [284_999, "ended"],
    ] as const) {
      const source = sampleSource();
      const events = await open(source);
      source.fake.push(note("a"));
      source.fake.end();
      source.age = age;
      await collect(events);
      expect(await events.ended).toEqual({ reason });
    }
  });

  it("is never an expiry where the model knows no lifetime", async () => {
    const { lifetime: _, ...endless } = description;
    const source = sampleSource({}, endless);
    const events = await open(source);
    source.fake.push(note("a"));
    source.fake.end();
    source.age = 10_000_000;
    await collect(events);
    expect(await events.ended).toEqual({ reason: "ended" });
  });

  it("is what the model says when an event bears its mark: the loop gets that event and is done", async () => {
    const source = sampleSource();
    const events = await open(source);
    const reading = (Last: string[]): Buffer => encodeEvent("Reading", { Data: "", At: 1, Last });
    source.fake.push(reading([]), reading(["x"]), note("never read"));
    expect(await collect(events)).toHaveLength(2);
    expect(await events.ended).toEqual({ reason: "complete", Last: ["x"] });
    expect(source.fake.cancelled).toHaveLength(1);
  });

  it("comes at once when the reader leaves the loop", async () => {
    const source = sampleSource();
    const events = await open(source);
    source.fake.push(note("a"), note("b"));
    for await (const _ of events) break;
    expect(source.fake.cancelled).toEqual([undefined]);
    expect(await events.ended).toEqual({ reason: "closed" });
    expect(await collect(events)).toEqual([]);
  });

  it("comes at once when it is closed in the middle of a read, also by await using, and however often", async () => {
    const source = sampleSource();
    const events = await open(source);
    const read = events[Symbol.asyncIterator]().next();
    await Promise.resolve();
    events.close();
    events.close();
    await events[Symbol.asyncDispose]();
    expect(await read).toEqual({ done: true, value: undefined });
    expect(source.fake.cancelled).toHaveLength(1);
  });

  it("does not wait for a transport that cannot be told to stop, and leaves no timer", async () => {
    vi.useFakeTimers();
    const source = sampleSource({ inactivityTimeout: 20_000 });
    const deaf = { ...source, response: { ...source.response, cancel: () => {} } };
    const { events } = await openEvents(deaf);
    const read = events[Symbol.asyncIterator]().next();
    await vi.advanceTimersByTimeAsync(1);
    expect(vi.getTimerCount()).toBe(1);
    events.close();
    expect(await read).toEqual({ done: true, value: undefined });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("throws the signal's reason in the middle of a read, lets go of the signal, and drops what had come", async () => {
    const controller = new AbortController();
    const source = sampleSource({ signal: controller.signal });
    const events = await open(source);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    const read = rejection(collect(events));
    await Promise.resolve();
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await read).toBe(reason);
    expect(await events.ended).toEqual({ reason: "aborted", error: reason });
    expect(source.fake.cancelled).toEqual([reason]);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
    source.fake.push(note("late"));
    expect(await collect(events)).toEqual([]);
  });

  it("throws at the first read what happened before it", async () => {
    const source = sampleSource({ signal: AbortSignal.abort("too late") });
    const events = await open(source);
    expect(await rejection(collect(events))).toBe("too late");
    expect(await events.ended).toEqual({ reason: "aborted", error: "too late" });
  });

  it("leaves no listener on the signal after any end", async () => {
    const { signal } = new AbortController();
    const source = sampleSource({ signal });
    const events = await open(source);
    source.fake.push(note("a"));
    source.fake.end();
    await collect(events);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});

describe("a failure", () => {
  async function failure(
    ...chunks: readonly Uint8Array[]
  ): Promise<{ error: unknown; end: StreamEnd; source: SampleSource }> {
    const source = sampleSource();
    const events = await open(source);
    source.fake.push(...chunks);
    source.fake.end();
    const error = await rejection(collect(events));
    return { error, end: await events.ended, source };
  }

  it("is the class of a modelled fault, by the name that the stream has for it", async () => {
    const exception = encodeFrame(
      { ":message-type": "exception", ":exception-type": "Gone", ":content-type": "application/json" },
      Buffer.from(JSON.stringify({ message: "no such thing", Resource: "r" })),
    );
    const { error, end, source } = await failure(initial, note("a"), exception);
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error).toMatchObject({
      name: "ResourceNotFoundException",
      message: "no such thing",
      Resource: "r",
      operation: "Watch",
    });
    expect((error as ResourceNotFoundException).$metadata).toMatchObject({
      requestId: "request-1",
      httpStatusCode: 200,
    });
    expect(end).toEqual({ reason: "failed", error });
    expect(source.completed).toEqual([error]);
    expect(source.fake.cancelled).toEqual([error]);
  });

  it("has the model's word for it where a fault marks an end, once the stream has begun", async () => {
    const { error, end } = await failure(note("a"), encodeException("SlowDownException", "another reader came"));
    expect(error).toBeInstanceOf(SlowDownException);
    expect(end).toEqual({ reason: "takenOver", error });
    const refused = await failure(encodeException("SlowDownException", "another reader is there"));
    expect(refused.end).toEqual({ reason: "failed", error: refused.error });
  });

  it("is a ServiceError with the wire's name for an error that the model does not know", async () => {
    const { error } = await failure(
      encodeFrame({ ":message-type": "error", ":error-code": "Odd", ":error-message": "it is odd" }, Buffer.alloc(0)),
    );
    expect(error).toMatchObject({ name: "Odd", message: "it is odd", operation: "Watch" });
  });

  it("is a ConnectionError when the stream ends in the middle of an event, or before anything", async () => {
    const half = await failure(note("a").subarray(0, 30));
    expect(half.error).toBeInstanceOf(ConnectionError);
    const middle = await failure(note("a"), note("b").subarray(0, 30));
    expect((middle.error as Error).message).toBe("Watch: the stream ended in the middle of an event");
    expect(middle.end).toEqual({ reason: "failed", error: middle.error });
    const nothing = await failure();
    expect((nothing.error as Error).message).toBe("Watch: the stream ended before its first event");
  });

  it("is what the transport says, after the events that had come", async () => {
    const source = sampleSource();
    const events = await open(source);
    const broken = new ConnectionError("cut");
    source.fake.push(note("a"));
    source.fake.fail(broken);
    const seen: unknown[] = [];
    const error = await rejection(
      (async () => {
        for await (const event of events) seen.push(event);
      })(),
    );
    expect(seen).toHaveLength(1);
    expect(error).toBe(broken);
    expect(await events.ended).toEqual({ reason: "failed", error: broken });
    expect(await collect(events)).toEqual([]);
  });

  it.each([
    ["a damaged frame", damaged(note("some text"), 40), "has a frame of"],
    ["a damaged prelude", damaged(note("some text"), 3), "has a frame whose prelude has a wrong checksum"],
    ["what is no event stream", Buffer.from("<html>a page of some proxy</html>"), "has a frame whose prelude"],
    [
      "an event that is not JSON",
      encodeFrame(event("Note"), Buffer.from("{nonsense")),
      "an event Note that is not JSON",
    ],
    [
      "an event with a malformed value",
      encodeEvent("Note", { Text: 5 }),
      "holds a malformed value: Text: expected a string",
    ],
    ["a frame without :message-type", encodeFrame({ other: "x" }, Buffer.alloc(0)), "a frame without :message-type"],
  ])("is a ProtocolError for %s", async (_, bytes, message) => {
    const { error, end } = await failure(note("a"), bytes);
    expect(error).toBeInstanceOf(ProtocolError);
    expect((error as Error).message).toContain("Watch: the response (HTTP 200, request id request-1)");
    expect((error as Error).message).toContain(message);
    expect(end).toEqual({ reason: "failed", error });
  });

  it("is a TimeoutError when the stream stalls, be it in the middle of an event", async () => {
    vi.useFakeTimers();
    const source = sampleSource({ inactivityTimeout: 20_000 });
    const events = await open(source);
    source.fake.push(note("a"), note("b").subarray(0, 20));
    const iterator = events[Symbol.asyncIterator]();
    await iterator.next();
    const read = rejection(iterator.next());
    await vi.advanceTimersByTimeAsync(25_000);
    const error = await read;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ kind: "inactivity", milliseconds: 20_000 });
    expect(await events.ended).toEqual({ reason: "stalled", error });
    expect(source.fake.cancelled).toEqual([error]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
