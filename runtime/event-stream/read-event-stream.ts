import type { ReadContext } from "../protocol/json.js";
import { malformed } from "../protocol/malformed-value.js";
import type { EventStream } from "./event-stream.js";

/**
 * The event stream of a response, for the reader of an output that holds one. Its events are read by the operation's own
 * readers, which is why the cast here is the only one.
 */
export function readEventStream<Event, End>(context: ReadContext): EventStream<Event, End> {
  const { eventStream } = context;
  return eventStream === undefined ? malformed("an event stream", undefined) : (eventStream as EventStream<Event, End>);
}
