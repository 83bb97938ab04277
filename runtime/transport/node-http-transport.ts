import http from "node:http";
import https from "node:https";
import { ConnectionError } from "../errors/connection-error.js";
import { holdAttemptLimits } from "./attempt-limits.js";
import { checkNodeHttpOptions } from "./check-node-http-options.js";
import { announcedLength, closedUnanswered, connectionFailure, noHttp2, truncation } from "./connection-failure.js";
import { flattenHeaders, headersOf, watchConnection } from "./node-http-message.js";
import { nodeHttpStream } from "./node-http-stream.js";
import type { Http2Options, NodeHttp2Streams } from "./node-http2-streams.js";
import { locationOf, type RequestLocation } from "./request-location.js";
import type { Transport, TransportOptions, TransportRequest, TransportResponse } from "./transport.js";

/** Settings of {@link nodeHttpTransport}. */
export interface NodeHttpTransportOptions {
  /**
   * How many sockets may be open to one host. Requests beyond that wait their turn, and the wait counts towards
   * `requestTimeout`.
   * @default 50
   */
  readonly maxSockets?: number;
  /**
   * More TLS options, such as `{ ca }` for a private certificate authority, as `https.Agent` takes them.
   * @default none
   */
  readonly tls?: https.AgentOptions;
  /** How event streams are carried over HTTP/2, by the services that ask for it. */
  readonly http2?: NodeHttp2Options;
}

/** Settings of HTTP/2, and what to do without it. */
export interface NodeHttp2Options extends Http2Options {
  /**
   * What to do when the service wants HTTP/2 and the host does not speak it. `"never"`: fail with a
   * {@link ConnectionError} of code ERR_NO_HTTP2. `"http/1.1"`: try that instead.
   * @default "never"
   */
  readonly fallback?: "never" | "http/1.1" | undefined;
}

/**
 * The default transport on Node: HTTP/1.1 over `node:http` and `node:https`, connections kept alive and reused, Nagle's
 * algorithm off; event streams over HTTP/2 where the service asks for it, on sessions that streams share. A connection that the server closed while it was idle fails the request that meets it with
 * ECONNRESET, which is retried like any transient failure.
 */
export function nodeHttpTransport(options: NodeHttpTransportOptions = {}): Transport {
  checkNodeHttpOptions(options);
  const { maxSockets = 50, tls, http2: { fallback = "never", ...http2 } = {} } = options;
  const settings = { keepAlive: true, noDelay: true, maxSockets };
  const plainAgent = new http.Agent(settings);
  const tlsAgent = new https.Agent({ ...tls, ...settings });
  // Streams hold their sockets for minutes: they must not use up those of calls.
  const plainStreams = new http.Agent({ ...settings, maxSockets: Number.POSITIVE_INFINITY });
  const tlsStreams = new https.Agent({ ...tls, ...settings, maxSockets: Number.POSITIVE_INFINITY });
  const agents = [plainAgent, tlsAgent, plainStreams, tlsStreams];
  let closed = false;
  // After the agent's own listener, which hands the socket to whoever waits for one or keeps it.
  for (const agent of agents) agent.on("free", () => closed && closeIdle(agent));
  let streams: Promise<NodeHttp2Streams> | undefined;
  const withoutHttp2 = new Set<string>();

  return {
    send: async (request, limits) => {
      limits.signal?.throwIfAborted();
      const location = locationOf(request.url);
      return exchange(open(request, location, plainAgent, tlsAgent), request, location.host, limits);
    },
    stream: async (request, limits) => {
      limits.signal?.throwIfAborted();
      const location = locationOf(request.url);
      const { origin } = location.url;
      if (limits.protocol === "h2" && !withoutHttp2.has(origin)) {
        // Loaded when needed: most clients never stream.
        streams ??= import("./node-http2-streams.js").then(({ nodeHttp2Streams }) => nodeHttp2Streams(http2, tls));
        try {
          return await (await streams).stream(request, limits);
        } catch (error) {
          if (fallback === "never" || !(error instanceof ConnectionError) || error.code !== noHttp2) throw error;
          withoutHttp2.add(origin);
        }
      }
      return nodeHttpStream(open(request, location, plainStreams, tlsStreams), request, location.host, limits);
    },
    close: () => {
      closed = true;
      for (const agent of agents) closeIdle(agent);
      void streams?.then((opened) => opened.close());
    },
  };
}

/** The modules' own `request` is looked up at each call: interceptors such as nock replace it at run time. */
function open(
  request: TransportRequest,
  { protocol, hostname, port, path }: RequestLocation,
  plainAgent: http.Agent,
  tlsAgent: https.Agent,
): http.ClientRequest {
  const { method } = request;
  const secure = protocol === "https:";
  const agent = secure ? tlsAgent : plainAgent;
  // Not the URL itself, which Node would take apart again for each request.
  const options = { protocol, hostname, port, path, method, headers: headersOf(request), agent };
  return secure ? https.request(options) : http.request(options);
}

function exchange(
  outgoing: http.ClientRequest,
  request: TransportRequest,
  host: string,
  options: TransportOptions,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    let response: http.IncomingMessage | undefined;

    const fail = (reason: unknown) => {
      limits.release();
      reject(reason);
      outgoing.destroy();
    };
    let waiting = true;
    const waitsFor = (): string | undefined => (waiting ? "it waited for a free socket (maxSockets)" : undefined);
    const limits = holdAttemptLimits({ host, ...options, waitsFor }, fail);

    outgoing.once("socket", (socket) => {
      waiting = false;
      watchConnection(socket, limits);
    });
    outgoing.once("response", (incoming) => {
      response = incoming;
      const succeed = (received: TransportResponse): void => {
        limits.release();
        resolve(received);
        // A server may answer, with 413 for one, before it has read all; such a connection cannot be used again.
        if (!outgoing.writableFinished) outgoing.destroy();
      };
      receive(incoming, host, succeed, fail);
    });
    outgoing.on("error", (error) => {
      // Once a response is on its way, it tells by itself whether it arrived whole.
      if (response === undefined) fail(connectionFailure(error, host));
    });
    // A 101, which nobody asked for, closes the connection without a response and without an error.
    outgoing.once("close", () => {
      if (response === undefined) fail(closedUnanswered(host));
    });
    outgoing.end(request.body);
  });
}

/** Calls one of `succeed` and `fail`, once. */
function receive(
  incoming: http.IncomingMessage,
  host: string,
  succeed: (response: TransportResponse) => void,
  fail: (reason: unknown) => void,
): void {
  const headers = flattenHeaders(incoming.headers);
  const total = announcedLength(headers);
  const chunks: Buffer[] = [];
  let received = 0;
  let complete = false;
  let cause: unknown;
  incoming.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    received += chunk.length;
  });
  incoming.on("error", (error) => {
    cause = error;
  });
  incoming.once("end", () => {
    complete = total === undefined || total === received;
    if (complete) succeed({ status: incoming.statusCode ?? 0, headers, body: join(chunks, received) });
  });
  incoming.once("close", () => {
    // Not before: to make an error for a response that is whole costs as much as to send it.
    if (!complete) fail(truncation(host, received, total, cause));
  });
}

/** A plain `Uint8Array`: a `Buffer` would surprise whoever slices or compares it. The only chunk need not be copied. */
function join(chunks: readonly Buffer[], length: number): Uint8Array {
  const [first] = chunks;
  const whole = first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks, length);
  return new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength);
}

/** `agent.destroy()` would cut off requests under way as well. */
function closeIdle(agent: http.Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
}
