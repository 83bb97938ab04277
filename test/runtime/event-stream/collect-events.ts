import type { EventStream } from "../../../runtime/event-stream/event-stream.js";
import { openEvents } from "../../../runtime/event-stream/open-events.js";
import type { StreamEnd } from "../../../runtime/event-stream/stream-end.js";
import { encodeEvent } from "../../support/fault-server/event-frames.js";
import type { SampleSource } from "./sample-source.js";

export const initial: Buffer = encodeEvent("initial-response", {});

export const note = (Text: string): Buffer => encodeEvent("Note", { Text });

export async function open(source: SampleSource): Promise<EventStream<unknown, StreamEnd>> {
  return (await openEvents(source)).events;
}

export async function collect(events: EventStream<unknown, StreamEnd>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const event of events) all.push(event);
  return all;
}

export function damaged(bytes: Buffer, index: number): Buffer {
  bytes[index] = (bytes[index] ?? 0) ^ 0x04;
  return bytes;
}

export function event(type: string): Record<string, string> {
  return { ":message-type": "event", ":event-type": type };
}
