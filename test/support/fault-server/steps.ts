import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, Exchange } from "./exchange.js";
import type { Input } from "./input.js";
import type { RecordFailure } from "./operations/operation.js";
import type { Step } from "./plan.js";
import { type FaultSpelling, spellFault } from "./service-fault.js";

/** The proper answer. */
export function ok(): Step {
  return step("ok", (exchange) => exchange.answer());
}

/** What {@link fault} takes besides the name. */
export interface FaultOptions {
  readonly message?: string | undefined;
  /** @default 400, or 500 for names that start with Internal */
  readonly status?: number;
  readonly spelling?: FaultSpelling;
  readonly messageKey?: "message" | "Message";
  /** Members of the fault besides the message. */
  readonly members?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error response of the service. */
export function fault(name: string, options: FaultOptions = {}): Step {
  return step(name, (exchange) => {
    const message = "message" in options ? options.message : `A planned ${name}.`;
    const spelt = spellFault(name, message, options);
    const status = options.status ?? (name.startsWith("Internal") ? 500 : 400);
    return exchange.compose(status, spelt.body, { ...spelt.headers, ...options.headers });
  });
}

/** The throttling fault of the data plane, with whatever headers (`retry-after`, `x-amz-retry-after`) are given. */
export function throttle(headers: Readonly<Record<string, string>> = {}): Step {
  return fault("ProvisionedThroughputExceededException", {
    message: "Rate exceeded for shard shardId-000000000000 in stream orders under account 123456789012.",
    headers,
  });
}

/** A given JSON value as the body. */
export function json(
  value: unknown,
  options: { readonly status?: number; readonly headers?: Record<string, string> } = {},
): Step {
  return step("json", (exchange) => exchange.compose(options.status ?? 200, JSON.stringify(value), options.headers));
}

/** Given text or bytes as the body, byte for byte. */
export function text(
  body: string | Buffer,
  options: { readonly status?: number; readonly headers?: Record<string, string> } = {},
): Step {
  return step("text", (exchange) => exchange.compose(options.status ?? 200, body, options.headers));
}

/** The page of a proxy in between, which knows nothing of request ids. */
export function html(status: number = 503, title: string = "Service Unavailable"): Step {
  return step(`html ${status}`, () => ({
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: Buffer.from(
      `<!DOCTYPE html>\n<html><head><title>${status} ${title}</title></head><body>${title}</body></html>\n`,
    ),
  }));
}

/** A status without any body. */
export function empty(status: number = 200, headers: Readonly<Record<string, string>> = {}): Step {
  return step(`empty ${status}`, (exchange) => exchange.compose(status, "", headers));
}

/** The proper answer under another content type. */
export function wrongContentType(type: string = "text/plain"): Step {
  return step(type, (exchange) => withHeader(exchange.answer(), "content-type", type));
}

/** The proper answer with more headers. */
export function withHeaders(headers: Readonly<Record<string, string>>): Step {
  return step("headers", (exchange) => {
    const answer = exchange.answer();
    return { ...answer, headers: { ...answer.headers, ...headers } };
  });
}

/** Sends the client elsewhere. */
export function redirect(location: string, status: number = 307): Step {
  return step("redirect", () => ({ status, headers: { location }, body: Buffer.alloc(0) }));
}

/** A proxy's 413. */
export function tooLarge(): Step {
  return html(413, "Request Entity Too Large");
}

/** Announces the whole body, sends half of it, destroys the socket. */
export function truncated(): Step {
  return {
    name: "truncated",
    run: async ({ answer, response }) => {
      const { status, headers, body } = answer();
      response.writeHead(status, { ...headers, "content-length": String(Math.max(2, body.length)) });
      response.write(body.subarray(0, Math.max(1, body.length >> 1)));
      // Long enough for the client to see headers and a part of the body before the end.
      await sleep(10);
      response.socket?.destroy();
    },
  };
}

/** Resets the connection before any byte of an answer; the operation is not done. */
export function reset(): Step {
  return { name: "reset", run: ({ response }) => void response.socket?.resetAndDestroy() };
}

/** Does the operation, then resets the connection: the client cannot know that it was done. */
export function lostAnswer(): Step {
  return {
    name: "lost answer",
    run: ({ answer, response }) => {
      answer();
      response.socket?.resetAndDestroy();
    },
  };
}

/** Never answers. */
export function hang(): Step {
  return { name: "hang", run: () => {} };
}

/** The proper answer, a few bytes at a time: each read succeeds, the whole takes long. */
export function drip(options: { readonly bytes?: number; readonly everyMilliseconds?: number } = {}): Step {
  const { bytes = 1, everyMilliseconds = 5 } = options;
  return {
    name: "drip",
    run: async ({ answer, response }) => {
      const { status, headers, body } = answer();
      response.writeHead(status, { ...headers, "content-length": String(body.length) });
      for (let start = 0; start < body.length && !response.destroyed; start += bytes) {
        response.write(body.subarray(start, start + bytes));
        await sleep(everyMilliseconds);
      }
      response.end();
    },
  };
}

/** Waits before another step, in real milliseconds. */
export function after(milliseconds: number, then: Step = ok()): Step {
  return {
    name: `${then.name} after ${milliseconds} ms`,
    run: async (exchange) => {
      await sleep(milliseconds);
      await then.run(exchange);
    },
  };
}

/** Stores the other records of a PutRecords, fails those at the given places or those that a function picks. */
export function failRecords(
  which: readonly number[] | ((index: number, entry: Input) => boolean),
  failure: RecordFailure = {
    ErrorCode: "ProvisionedThroughputExceededException",
    ErrorMessage: "Rate exceeded for shard shardId-000000000000 in stream orders under account 123456789012.",
  },
): Step {
  const fails = typeof which === "function" ? which : (index: number): boolean => which.includes(index);
  return step("failed records", (exchange) =>
    exchange.answer({ failRecord: (index, entry) => (fails(index, entry) ? failure : undefined) }),
  );
}

function step(name: string, answer: (exchange: Exchange) => Answer): Step {
  return { name, run: (exchange) => exchange.send(answer(exchange)) };
}

function withHeader(answer: Answer, name: string, value: string): Answer {
  return { ...answer, headers: { ...answer.headers, [name]: value } };
}
