/// <reference lib="esnext.disposable" preserve="true" />
import type { TimeoutError } from "../errors/timeout-error.js";

/**
 * How an event stream ended, whatever the service. What a service says of its own streams comes on top: the generated
 * type of a stream's `ended` is this and more.
 *
 * - `closed`: its reader left the loop, or closed it.
 * - `aborted`: the call's `signal` was aborted; `error` is its reason.
 * - `stalled`: nothing came for too long.
 * - `failed`: the service sent a fault, the connection broke, or something came that is no event; `error` tells.
 * - `ended`: the server ended it in good order, for no reason that the model knows.
 *
 * Where there is an `error`, the loop that read the stream threw it.
 */
export type EventStreamEnd =
  | { readonly reason: "closed" }
  | { readonly reason: "aborted"; readonly error: unknown }
  | { readonly reason: "stalled"; readonly error: TimeoutError }
  | { readonly reason: "failed"; readonly error: unknown }
  | { readonly reason: "ended" };

/**
 * Events as they arrive. To be read once, by one loop: leaving it early closes the stream at once, and so does
 * {@link EventStream.close}. A stream that nobody reads holds back the server and must be closed.
 *
 * The loop throws the class of a modelled fault that the service sends, a {@link TimeoutError} (kind `inactivity`) for a
 * stall, a {@link ConnectionError} when the stream breaks off, a {@link ProtocolError} for what is no event, and the
 * reason of an aborted signal. It ends without an error only when the reader, or the service in good order, ended it.
 */
export interface EventStream<Event, End = EventStreamEnd> extends AsyncIterable<Event, undefined> {
  /** How it ended, once it has: read to its end, closed, or failed. Never rejects. */
  readonly ended: Promise<End>;
  [Symbol.asyncIterator](): AsyncIterator<Event, undefined>;
  /** Ends the stream at once; a pending read is done. May be repeated. */
  close(): void;
  /** {@link EventStream.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
