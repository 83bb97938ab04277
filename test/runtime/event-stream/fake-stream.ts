import type { StreamingResponse } from "../../../runtime/for-generated.js";

/** A streaming response whose body is the test's: it comes when it is pushed, and ends when it is told to. */
export interface FakeStream {
  readonly response: StreamingResponse;
  push(...chunks: readonly Uint8Array[]): void;
  /** The server ends the stream in good order. */
  end(): void;
  /** The stream breaks. */
  fail(error: unknown): void;
  /** What it was cancelled with, each time. */
  readonly cancelled: readonly unknown[];
  /** How many chunks have been asked for, and how many of those were given. */
  readonly asked: number;
}

type Step = IteratorResult<Uint8Array, undefined> | { readonly error: unknown };

export function fakeStream(
  headers: Readonly<Record<string, string>> = {},
  status = 200,
  lastActivity?: () => number,
): FakeStream {
  const steps: Step[] = [];
  const cancelled: unknown[] = [];
  let waiting: ((step: Step) => void) | undefined;
  let asked = 0;

  function add(step: Step): void {
    if (waiting === undefined) steps.push(step);
    else waiting(step);
    waiting = undefined;
  }
  async function take(step: Step | Promise<Step>): Promise<IteratorResult<Uint8Array, undefined>> {
    const taken = await step;
    if ("error" in taken) throw taken.error;
    return taken;
  }
  const body: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        asked += 1;
        const step = steps.shift();
        return take(step ?? new Promise<Step>((resolve) => (waiting = resolve)));
      },
    }),
  };
  return {
    response: {
      status,
      headers: { "content-type": "application/vnd.amazon.eventstream", "x-amzn-requestid": "request-1", ...headers },
      body,
      cancel: (reason) => {
        cancelled.push(reason);
        // A transport rejects what is being read.
        if (waiting !== undefined) add({ error: reason ?? new Error("cancelled") });
      },
      ...(lastActivity !== undefined && { lastActivity }),
    },
    push: (...chunks) => {
      for (const value of chunks) add({ done: false, value });
    },
    end: () => add({ done: true, value: undefined }),
    fail: (error) => add({ error }),
    cancelled,
    get asked() {
      return asked;
    },
  };
}
