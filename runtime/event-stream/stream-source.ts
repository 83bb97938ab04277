import type { StreamingResponse } from "../transport/transport.js";
import type { Message, StreamIdentity } from "./read-frame.js";

/** An event of a kind that the model does not know. */
export type UnknownMessage = Extract<Message, { kind: "unknown" }>;

/** What an event stream is made from. */
export interface StreamSource {
  /** A successful response whose body is an event stream. */
  readonly response: StreamingResponse;
  readonly stream: StreamIdentity;
  /** Ends the stream: the caller's own, which outlives the call that opened it. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds; 0 for none. */
  readonly inactivityTimeout: number;
  /** Milliseconds since the request went out. */
  readonly lasted: () => number;
  /** The error of a stream that ended too early. `where` follows "broke off". */
  readonly brokenOff: (where: string) => Error;
  /** Completes what the stream fails with: names the operation, takes secrets out. Gives the error to throw. */
  readonly complete: (error: unknown) => unknown;
  readonly onUnknown: (message: UnknownMessage) => void;
}
