import { describe, expect, it } from "vitest";
import { openEvents } from "../../../runtime/event-stream/open-events.js";
import { encodeEvent, encodeException, encodeFrame } from "../../support/fault-server/event-frames.js";
import { rejection } from "../sample-client.js";
import { ResourceNotFoundException } from "../sample-service.js";
import { collect, initial, note, open } from "./collect-events.js";
import { cut } from "./frames.js";
import { description, sampleSource } from "./sample-source.js";

describe("reading", () => {
  it("gives events in order, whether they come together or in single bytes, and passes the initial response over", async () => {
    const bytes = Buffer.concat([initial, note("a"), note("b"), note("c")]);
    for (const chunks of [[bytes], cut(bytes, 1), cut(bytes, 100)]) {
      const source = sampleSource();
      const events = await open(source);
      source.fake.push(...chunks);
      source.fake.end();
      expect(await collect(events)).toEqual(["a", "b", "c"].map((Text) => ({ Note: { Text } })));
      expect(await events.ended).toEqual({ reason: "ended" });
    }
  });

  it("does without an initial response", async () => {
    const source = sampleSource();
    const events = await open(source);
    source.fake.push(note("a"));
    source.fake.end();
    expect(await collect(events)).toHaveLength(1);
  });

  it("asks the transport for nothing before it is read, and for one chunk at a time", async () => {
    const source = sampleSource();
    source.fake.push(note("a"), note("b"));
    const events = await open(source);
    expect(source.fake.asked).toBe(0);
    const iterator = events[Symbol.asyncIterator]();
    await iterator.next();
    expect(source.fake.asked).toBe(1);
    await iterator.next();
    expect(source.fake.asked).toBe(2);
    events.close();
  });

  it("answers reads that were asked for at once in their order", async () => {
    const source = sampleSource();
    const iterator = (await open(source))[Symbol.asyncIterator]();
    const reads = [iterator.next(), iterator.next(), iterator.next()];
    source.fake.push(Buffer.concat([note("a"), note("b")]));
    source.fake.end();
    expect(await Promise.all(reads)).toEqual([
      { done: false, value: { Note: { Text: "a" } } },
      { done: false, value: { Note: { Text: "b" } } },
      { done: true, value: undefined },
    ]);
  });

  it("waits for the initial response where the output has other members, and takes what is there where it is left out", async () => {
    const withMembers = { ...description, initialResponse: true };
    const source = sampleSource({}, withMembers);
    source.fake.push(encodeEvent("initial-response", { Id: "x" }), note("a"));
    source.fake.end();
    const opened = await openEvents(source);
    expect(opened.initial).toEqual({ Id: "x" });
    expect(await collect(opened.events)).toEqual([{ Note: { Text: "a" } }]);

    const without = sampleSource({}, withMembers);
    without.fake.push(note("a"), note("b"));
    without.fake.end();
    const bare = await openEvents(without);
    expect(bare.initial).toEqual({});
    expect(await collect(bare.events)).toHaveLength(2);

    const refused = sampleSource({}, withMembers);
    refused.fake.push(encodeException("Gone", "no such thing"));
    expect(await rejection(openEvents(refused))).toBeInstanceOf(ResourceNotFoundException);
  });
});

describe("what the model does not know", () => {
  it("is reported and passed over", async () => {
    const source = sampleSource();
    const events = await open(source);
    source.fake.push(
      encodeEvent("Novelty", { a: 1 }),
      note("a"),
      encodeEvent("toString", {}),
      encodeFrame({ ":message-type": "gossip", ":event-type": "Rumour" }, Buffer.from("xyz")),
    );
    source.fake.end();
    expect(await collect(events)).toEqual([{ Note: { Text: "a" } }]);
    expect(source.unknown).toMatchObject([
      { messageType: "event", eventType: "Novelty", bytes: 7 },
      { messageType: "event", eventType: "toString" },
      { messageType: "gossip", eventType: "Rumour", bytes: 3 },
    ]);
  });
});
