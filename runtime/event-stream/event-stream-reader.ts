import { TimeoutError } from "../errors/timeout-error.js";
import type { JsonObject } from "../protocol/json.js";
import { followSignal } from "../signal/follow-signal.js";
import { decodeFrame, type Frame } from "./decode-frame.js";
import type { EventStream } from "./event-stream.js";
import { FrameSplitter } from "./frame-splitter.js";
import { MalformedFrame } from "./prelude.js";
import { brokenStream, type Message, readFrame } from "./read-frame.js";
import { type StallWatch, watchForStall } from "./stall-watch.js";
import { endByFault, endInGoodOrder, endMarkedBy, type StreamEnd } from "./stream-end.js";
import type { StreamSource } from "./stream-source.js";

const done: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * An event stream while it is open: pulls bytes as they are wanted, cuts them into frames, reads those, and knows why it
 * ended. Nothing is read ahead beyond one chunk of the transport's.
 */
export class EventStreamReader implements EventStream<unknown, StreamEnd>, AsyncIterator<unknown, undefined> {
  readonly ended: Promise<StreamEnd>;
  readonly #source: StreamSource;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #splitter: FrameSplitter = new FrameSplitter();
  readonly #watch: StallWatch;
  /** Stops listening to the caller's signal. */
  readonly #letGo: (() => void) | undefined;
  #settle: (end: StreamEnd) => void = () => {};
  /** Set at the end: what the next read throws, if anything. */
  #outcome: { error?: unknown } | undefined;
  /** Ends a pending read of the transport. */
  #wake: (chunk: undefined) => void = () => {};
  /** Reads are done one after the other, however they were asked for. */
  #turn: Promise<unknown> = Promise.resolve();
  #hadBegun = false;
  /** The first event, where it came in the place of an initial response. */
  #first: Message | undefined;

  constructor(source: StreamSource) {
    const { response, signal, stream, inactivityTimeout } = source;
    this.#source = source;
    this.#chunks = response.body[Symbol.asyncIterator]();
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#watch = watchForStall({
      operation: stream.operation,
      inactivityTimeout,
      lastActivity: () => response.lastActivity?.(),
      onStall: (error) => {
        source.complete(error);
        this.#finish({ reason: "stalled", error }, { error });
      },
    });
    this.#letGo = signal && followSignal(signal, this.#onAbort);
  }

  [Symbol.asyncIterator](): AsyncIterator<unknown, undefined> {
    return this;
  }

  next(): Promise<IteratorResult<unknown, undefined>> {
    const read = (): Promise<IteratorResult<unknown, undefined>> => this.#nextEvent();
    const turn = this.#turn.then(read, read);
    this.#turn = turn;
    return turn;
  }

  return(): Promise<IteratorResult<unknown, undefined>> {
    this.close();
    return Promise.resolve(done);
  }

  close(): void {
    this.#finish({ reason: "closed" }, {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  /** Reads up to the initial response, and gives its JSON; `{}` where the server left it out and began with events. */
  async begin(): Promise<JsonObject> {
    const message = await this.#nextMessage();
    if (message?.kind === "initial") return message.json;
    this.#first = message;
    if (message === undefined) this.#throwOutcome();
    return {};
  }

  async #nextEvent(): Promise<IteratorResult<unknown, undefined>> {
    for (;;) {
      const message = this.#first ?? (await this.#nextMessage());
      this.#first = undefined;
      if (message === undefined) {
        this.#throwOutcome();
        return done;
      }
      if (message.kind !== "event") continue;
      const end = endMarkedBy(this.#source.stream.description, message.name, message.value);
      if (end !== undefined) this.#finish(end, {});
      return { done: false, value: message.value };
    }
  }

  /** The next message that is no fault; undefined at the end. */
  async #nextMessage(): Promise<Message | undefined> {
    while (this.#outcome === undefined) {
      try {
        const bytes = this.#splitter.next();
        if (bytes === undefined) await this.#pull();
        else {
          const message = this.#read(decodeFrame(bytes));
          // A message holds no view of its frame: text and blobs are copies.
          this.#splitter.release(bytes);
          if (message !== undefined) return message;
        }
      } catch (error) {
        this.#failWith(error);
      }
    }
    return undefined;
  }

  /** What a frame says, if it concerns the reader: faults end the stream, the unknown is reported and passed over. */
  #read(frame: Frame): Message | undefined {
    const { stream, onUnknown, complete } = this.#source;
    const message = readFrame(frame, stream);
    const hadBegun = this.#hadBegun;
    this.#hadBegun = true;
    this.#watch.complete();
    if (message.kind === "unknown") onUnknown(message);
    else if (message.kind !== "fault") return message;
    else {
      const error = complete(message.error);
      this.#finish(endByFault(stream.description, message.name, error, hadBegun), { error });
    }
    return undefined;
  }

  /** Waits for the transport's next chunk, or for whatever ends the stream meanwhile. */
  async #pull(): Promise<void> {
    this.#watch.waiting();
    const chunk = await new Promise<IteratorResult<Uint8Array> | undefined>((resolve, reject) => {
      // Not a function written in place: V8 puts those that a property is set to among what lives long, and so keeps what
      // this one can reach, each chunk, until its next whole collection. A slow reader took 50 MiB more by it.
      this.#wake = resolve;
      this.#chunks.next().then(resolve, reject);
    });
    this.#watch.arrived();
    if (chunk === undefined) return;
    if (chunk.done !== true) this.#splitter.push(chunk.value);
    else this.#endOfBody();
  }

  /** The server closed the stream in good order; whether it had said all is another question. */
  #endOfBody(): void {
    const { stream, lasted, brokenOff } = this.#source;
    if (this.#hadBegun && !this.#splitter.partial) this.#finish(endInGoodOrder(stream.description, lasted()), {});
    else this.#failWith(brokenOff(this.#hadBegun ? "in the middle of an event" : "before its first event"));
  }

  /** A field, so that it can be taken off the signal again. */
  readonly #onAbort = (): void => {
    const { signal } = this.#source;
    this.#finish({ reason: "aborted", error: signal?.reason }, { error: signal?.reason });
  };

  #failWith(cause: unknown): void {
    const { stream, complete } = this.#source;
    const known = cause instanceof MalformedFrame ? brokenStream(stream, `has ${cause.message}`, cause) : cause;
    const error = complete(known);
    // A transport that pings may notice a dead peer before the watch does.
    const stalled = error instanceof TimeoutError && error.kind === "inactivity";
    this.#finish(stalled ? { reason: "stalled", error } : { reason: "failed", error }, { error });
  }

  #finish(end: StreamEnd, outcome: { error?: unknown }): void {
    if (this.#outcome !== undefined) return;
    this.#outcome = outcome;
    const { response } = this.#source;
    this.#letGo?.();
    this.#watch.stop();
    response.cancel(outcome.error);
    this.#wake(undefined);
    this.#settle(end);
  }

  /** Throws what the stream ended with, once: whoever reads on gets nothing. */
  #throwOutcome(): void {
    const outcome = this.#outcome;
    if (outcome === undefined || !("error" in outcome)) return;
    this.#outcome = {};
    throw outcome.error;
  }
}
