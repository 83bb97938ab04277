import type http2 from "node:http2";
import type { AgentOptions } from "node:https";
import { holdConnectionLimits } from "./connection-limits.js";
import { createHttp2Pool, type PooledStream } from "./http2-pool.js";
import { brokenHttp2Stream, http2Failure } from "./node-failure.js";
import { streamBody } from "./stream-body.js";
import type { StreamingOptions, StreamingResponse, TransportRequest } from "./transport.js";

/** How HTTP/2 is spoken. Times in milliseconds. */
export interface Http2Options {
  /**
   * How often a peer is pinged while streams are open.
   * @default 5000
   */
  readonly pingInterval?: number | undefined;
  /**
   * How long a peer may leave a ping unanswered, and send nothing else, until its session is given up.
   * @default 15_000
   */
  readonly pingTimeout?: number | undefined;
  /**
   * How long a session without streams is kept for the next one. It does not keep the process alive.
   * @default 10_000
   */
  readonly idleTimeout?: number | undefined;
  /**
   * Bytes that a peer may send on one stream ahead of its reader, which is what a slow reader costs in memory and
   * what a round trip carries at most; 65,535 to 16 MiB.
   * @default 1 MiB
   */
  readonly streamWindow?: number | undefined;
}

/** Carries event streams over HTTP/2: TLS for `https:`, without TLS and by prior knowledge for `http:`. */
export interface NodeHttp2Streams {
  /** As {@link Transport.stream}. */
  stream(request: TransportRequest, options: StreamingOptions): Promise<StreamingResponse>;
  /** Closes idle sessions; streams under way are not disturbed. */
  close(): void;
}

/** Makes what carries HTTP/2 streams. Sessions are opened when needed, shared, and closed when idle. */
export function nodeHttp2Streams(
  connect: typeof http2.connect,
  options: Http2Options = {},
  tls?: AgentOptions,
): NodeHttp2Streams {
  const { pingInterval = 5_000, pingTimeout = 15_000, idleTimeout = 10_000, streamWindow = 1_048_576 } = options;
  const pool = createHttp2Pool({ connect, tls, pingInterval, pingTimeout, idleTimeout, streamWindow });

  return {
    async stream(request, attempt) {
      const { signal, now = () => undefined } = attempt;
      signal?.throwIfAborted();
      const { origin, host } = new URL(request.url);
      const ending = new AbortController();
      const limits = holdConnectionLimits({ host, ...attempt }, (reason) => ending.abort(reason));
      let lastActivity = now();
      const onSign = (): void => {
        lastActivity = now();
      };
      try {
        limits.connecting();
        const begun = await pool.request(origin, headersOf(request), { onPong: onSign }, ending.signal);
        limits.connected();
        return await exchange(begun, request, {
          host,
          signal,
          ending: ending.signal,
          onSign,
          lastActivity: () => lastActivity,
        });
      } finally {
        limits.release();
      }
    },
    close: () => pool.close(),
  };
}

/** What a response needs to know of its attempt. */
interface Attempt {
  readonly host: string;
  /** The caller's signal, which holds for the body too. */
  readonly signal: AbortSignal | undefined;
  /** Aborted by the caller's signal and by the limits that end with the headers. */
  readonly ending: AbortSignal;
  readonly onSign: () => void;
  readonly lastActivity: () => number | undefined;
}

/** Sends the body and waits for the response's headers. */
function exchange(begun: PooledStream, request: TransportRequest, attempt: Attempt): Promise<StreamingResponse> {
  const { stream, session } = begun;
  const { host, ending } = attempt;
  return new Promise((resolve, reject) => {
    let cause: unknown;
    const onAbort = (): void => {
      reject(ending.reason);
      cancelStream(stream);
    };
    const onClose = (): void => {
      ending.removeEventListener("abort", onAbort);
      reject(session.death ?? http2Failure(cause ?? closedEarly(stream), host));
    };
    ending.addEventListener("abort", onAbort, { once: true });
    // Stays for good: a late error of a stream that nobody reads any more must not end the process.
    stream.on("error", (error) => {
      cause = error;
    });
    stream.once("close", onClose);
    stream.once("response", (headers) => {
      ending.removeEventListener("abort", onAbort);
      stream.off("close", onClose);
      // At once: the stream may close before a promise's callbacks run.
      resolve(respond(begun, headers, attempt));
    });
    if (ending.aborted) onAbort();
    else stream.end(request.body);
  });
}

function respond(
  { stream, session }: PooledStream,
  incoming: http2.IncomingHttpHeaders,
  { host, signal, onSign, lastActivity }: Attempt,
): StreamingResponse {
  const onData = (): void => {
    session.sign();
    onSign();
  };
  onData();
  const { chunks, cancel } = streamBody(stream, {
    broken: (received, cause) => session.death ?? brokenHttp2Stream(host, received, cause ?? closedEarly(stream)),
    // A stream that ended by itself has no code yet, or NO_ERROR.
    isWhole: () => !stream.rstCode,
    onData,
    abandon: () => cancelStream(stream),
    signal,
  });
  return { status: Number(incoming[":status"] ?? 0), headers: flatten(incoming), body: chunks, cancel, lastActivity };
}

/** RST_STREAM with CANCEL: the peer stops at once, the session goes on. */
function cancelStream(stream: http2.ClientHttp2Stream): void {
  stream.close(8);
  stream.destroy();
}

/** A stream may close without an error of its own. */
function closedEarly({ rstCode }: http2.ClientHttp2Stream): Error {
  return Object.assign(new Error(`The HTTP/2 stream closed with code ${rstCode ?? "unknown"}`), {
    code: "ERR_HTTP2_STREAM_ERROR",
  });
}

/** HTTP/2 has `:authority` for `host`, and no headers about the connection. */
function headersOf({ method, url, headers, body }: TransportRequest): http2.OutgoingHttpHeaders {
  const { host, pathname, search, protocol } = new URL(url);
  const { host: authority = host, connection: _, ...rest } = headers;
  return {
    ":method": method,
    ":scheme": protocol.slice(0, -1),
    ":authority": authority,
    ":path": `${pathname}${search}`,
    ...rest,
    "content-length": body.byteLength,
  };
}

function flatten(headers: http2.IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name.startsWith(":")) continue;
    flat[name] = Array.isArray(value) ? value.join(", ") : String(value);
  }
  return flat;
}
