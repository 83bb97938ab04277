import type { JsonObject } from "../protocol/json.js";
import type { EventStream } from "./event-stream.js";
import { EventStreamReader } from "./event-stream-reader.js";
import type { StreamEnd } from "./stream-end.js";
import type { StreamSource } from "./stream-source.js";

/** A stream that has begun. */
export interface OpenedEvents {
  /** The JSON of the output's other members. */
  readonly initial: JsonObject;
  readonly events: EventStream<unknown, StreamEnd>;
}

/**
 * Reads the event stream of a response. Waits for the initial response only where the output has other members, since
 * not every server sends one before there is an event.
 */
export async function openEvents(source: StreamSource): Promise<OpenedEvents> {
  const events = new EventStreamReader(source);
  const initial = source.stream.description.initialResponse === true ? await events.begin() : {};
  return { initial, events };
}
