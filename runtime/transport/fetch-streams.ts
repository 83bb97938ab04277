import { followSignal } from "../signal/follow-signal.js";
import { brokenStream, type ExplainFailure } from "./connection-failure.js";
import { type FetchSettings, fetchWithin, headersOfFetched } from "./fetch-message.js";
import type { StreamTransport } from "./transport.js";

/**
 * The part of a transport on `fetch` that carries event streams. Whether a connection speaks HTTP/2 is the platform's
 * choice: browsers do wherever the host does, Node's `fetch` does not.
 */
export function fetchStreams(settings: FetchSettings = {}): StreamTransport {
  return {
    stream: async (request, limits) => {
      const { signal, now = () => undefined } = limits;
      return fetchWithin(settings, request, limits, async (response, host, ending) => {
        const headers = headersOfFetched(response, host);
        // From here on, the caller's signal alone ends it.
        const body = new FetchedBody(response, { host, ending, now, signal, explain: settings.explain });
        const cancel = (reason?: unknown): void => body.cancel(reason);
        return { status: response.status, headers, body, cancel, lastActivity: () => body.lastActivity };
      });
    },
    close: () => {},
  };
}

/** What a body needs besides its bytes. */
interface FetchedBodySettings {
  readonly host: string;
  /** Ends the fetch. */
  readonly ending: AbortController;
  readonly now: () => number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly explain: ExplainFailure | undefined;
}

const done: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** The body of a response, chunk by chunk at the reader's pace: what is not read, the platform holds back. */
class FetchedBody implements AsyncIterable<Uint8Array>, AsyncIterator<Uint8Array, undefined> {
  /** When the headers, or the last chunk, came. */
  lastActivity: number | undefined;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #settings: FetchedBodySettings;
  readonly #letGo: (() => void) | undefined;
  #received = 0;
  #ended = false;

  constructor({ body }: Response, settings: FetchedBodySettings) {
    // A response without a body has none to read.
    this.#reader = body?.getReader();
    this.#settings = settings;
    this.lastActivity = settings.now();
    const { signal } = settings;
    this.#letGo = signal && followSignal(signal, () => this.cancel(signal.reason));
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const { host, ending, now, explain } = this.#settings;
    try {
      // Rejects with the reason when the body was cancelled, though the platform may have chunks in store.
      if (!this.#ended) ending.signal.throwIfAborted();
      const chunk = this.#ended || this.#reader === undefined ? done : await this.#reader.read();
      if (chunk.done) {
        this.#end();
        return done;
      }
      this.lastActivity = now();
      this.#received += chunk.value.byteLength;
      return { done: false, value: chunk.value };
    } catch (cause) {
      this.#end();
      if (ending.signal.aborted) throw ending.signal.reason;
      throw brokenStream(host, this.#received, cause, explain);
    }
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.cancel();
    this.#end();
    return done;
  }

  cancel(reason?: unknown): void {
    if (this.#ended) return;
    this.#letGo?.();
    this.#settings.ending.abort(reason ?? new DOMException("The stream was cancelled", "AbortError"));
  }

  #end(): void {
    this.#ended = true;
    this.#letGo?.();
  }
}
