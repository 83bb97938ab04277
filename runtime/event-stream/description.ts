import type { OpenEventStream } from "../call/begin-stream.js";
import type { JsonObject, ReadContext } from "../protocol/json.js";

/** How one kind of event is read. */
export interface EventDescription {
  /** Reads the event from its JSON, into which members of the headers and of the payload were put. */
  readonly read: (json: JsonObject, context: ReadContext) => unknown;
  /** Members that travel as headers of the event (`smithy.api#eventHeader`). */
  readonly headers?: readonly string[];
  /** The member that is the payload (`smithy.api#eventPayload`); without one, the payload is the event's JSON. */
  readonly payload?: { readonly member: string; readonly as: "json" | "bytes" | "text" };
}

/** What marks a particular end of a stream, from the model's `shardwright#streamEnds`. */
export type EndRule =
  /** An event that has this member; an empty list does not count. The end carries the member's value. */
  | { readonly reason: string; readonly event: string; readonly member: string }
  /** A fault, by the name that the stream gives it, that arrives after the stream has begun. */
  | { readonly reason: string; readonly fault: string };

/** What the runtime must know of the event stream in an operation's output. */
export interface EventStreamDescription {
  /** The output member that holds the stream. */
  readonly member: string;
  /** The runtime's function that opens streams, and all that it needs: named by those operations alone. */
  readonly open: OpenEventStream;
  /** The output has other members too, which come in the stream's initial response. */
  readonly initialResponse?: boolean;
  /** Every kind of event that the model knows, by name. */
  readonly events: Readonly<Record<string, EventDescription>>;
  /** The faults' names on the wire, by the names that the stream gives them, where the two differ. */
  readonly faults?: Readonly<Record<string, string>>;
  readonly ends?: readonly EndRule[];
  /** How long a stream lasts, in milliseconds: an end in good order after that is its expiry. */
  readonly lifetime?: number;
}
