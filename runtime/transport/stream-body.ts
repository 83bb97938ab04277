import type { Readable } from "node:stream";

/** What a body needs to know of the response that it belongs to. */
export interface StreamBodySettings {
  /** Makes the error of a body that broke off. `received` counts bytes; `cause` is what the stream failed with. */
  readonly broken: (received: number, cause: unknown) => Error;
  /** Whether a stream that ended did so in good order: Node ends some that were cut as if nothing had happened. */
  readonly isWhole: () => boolean;
  /** Told of each chunk. */
  readonly onData?: () => void;
  /** Gives up what carries the body; called when the reader has had enough, never after the body's own end. */
  readonly abandon: () => void;
  /** Ends the body: its pending read rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
}

/** A body as it arrives, and the way to end it. */
export interface StreamBody {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Ends it at once: what is buffered is dropped, a pending read rejects with `reason`. May be repeated. */
  cancel(reason?: unknown): void;
}

/** Bytes that may wait to be read before the stream is paused. What is under way then still comes, up to its window. */
const highWaterMark = 131_072;

/** A read that waits for a chunk. */
interface PendingRead {
  readonly resolve: (result: IteratorResult<Uint8Array, undefined>) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Reads a stream in chunks, at the reader's pace: a stream that is paused grants its peer no more to send. What had
 * arrived before a body broke off is delivered first, since it is good.
 *
 * By hand rather than by the stream's own iterator, which joins chunks, costs several promises for each, and cannot be
 * ended from outside while a read is pending.
 */
export function streamBody(source: Readable, settings: StreamBodySettings): StreamBody {
  const { signal } = settings;
  const queue: Uint8Array[] = [];
  let queued = 0;
  let received = 0;
  let paused = false;
  let cause: unknown;
  /** Set when nothing more will come: undefined for a proper end, else what to throw. */
  let outcome: { readonly error?: unknown } | undefined;
  let pending: PendingRead | undefined;

  /** Nothing more will come. The first to say so decides. */
  function settle(result: { readonly error?: unknown }): void {
    if (outcome !== undefined) return;
    outcome = result;
    signal?.removeEventListener("abort", onAbort);
    if (pending === undefined) return;
    const { resolve, reject } = pending;
    pending = undefined;
    outcome = {};
    if ("error" in result) reject(result.error);
    else resolve(done);
  }
  /** Whoever reads wants no more: what is left unread counts no more either. */
  function end(result: { readonly error?: unknown }): void {
    if (outcome !== undefined) {
      if (queue.length > 0) outcome = result;
      queue.length = 0;
      return;
    }
    queue.length = 0;
    settle(result);
    settings.abandon();
  }
  const onAbort = (): void => end({ error: signal?.reason });

  source.on("data", (chunk: Uint8Array) => {
    if (outcome !== undefined) return;
    received += chunk.byteLength;
    settings.onData?.();
    if (pending !== undefined) {
      const { resolve } = pending;
      pending = undefined;
      resolve({ done: false, value: chunk });
      return;
    }
    queue.push(chunk);
    queued += chunk.byteLength;
    if (queued >= highWaterMark && !paused) {
      paused = true;
      source.pause();
    }
  });
  source.once("end", () => {
    // What is not whole tells why when it closes.
    if (settings.isWhole()) settle({});
  });
  source.on("error", (error) => {
    cause = error;
  });
  // Without an end before it: whatever the reason, the body is not whole.
  source.once("close", () => settle({ error: settings.broken(received, cause) }));
  if (signal?.aborted) onAbort();
  else signal?.addEventListener("abort", onAbort, { once: true });

  const iterator: AsyncIterator<Uint8Array, undefined> = {
    next: () => {
      const chunk = queue.shift();
      if (chunk !== undefined) {
        queued -= chunk.byteLength;
        if (paused && queued < highWaterMark / 2) {
          paused = false;
          source.resume();
        }
        return Promise.resolve({ done: false, value: chunk });
      }
      if (outcome !== undefined) {
        const { error } = outcome;
        const failed = "error" in outcome;
        outcome = {};
        return failed ? Promise.reject(error) : Promise.resolve(done);
      }
      return new Promise((resolve, reject) => {
        pending = { resolve, reject };
      });
    },
    return: () => {
      end({});
      return Promise.resolve(done);
    },
  };
  return {
    chunks: { [Symbol.asyncIterator]: () => iterator },
    cancel: (reason) => end({ error: reason ?? abortError() }),
  };
}

const done: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** What web streams reject with for the same reason. */
function abortError(): DOMException {
  return new DOMException("The stream was cancelled", "AbortError");
}
