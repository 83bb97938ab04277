import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { type AttemptLimits, holdAttemptLimits } from "./attempt-limits.js";
import { announcedLength, connectionFailure, truncation } from "./connection-failure.js";
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
}

/**
 * The default transport on Node: HTTP/1.1 over `node:http` and `node:https`, connections kept alive and reused, Nagle's
 * algorithm off. A connection that the server closed while it was idle fails the request that meets it with
 * ECONNRESET, which is retried like any transient failure.
 */
export function nodeHttpTransport(options: NodeHttpTransportOptions = {}): Transport {
  const { maxSockets = 50, tls } = options;
  const settings = { keepAlive: true, noDelay: true, maxSockets };
  const plainAgent = new http.Agent(settings);
  const tlsAgent = new https.Agent({ ...tls, ...settings });
  return {
    send: async (request, limits) => {
      limits.signal?.throwIfAborted();
      const url = new URL(request.url);
      // The modules' own `request` is looked up at each call: interceptors such as nock replace it at run time.
      const start =
        url.protocol === "https:"
          ? () => https.request(url, { method: request.method, headers: headersOf(request), agent: tlsAgent })
          : () => http.request(url, { method: request.method, headers: headersOf(request), agent: plainAgent });
      return exchange(start, request, url.host, limits);
    },
    close: () => {
      for (const agent of [plainAgent, tlsAgent]) closeIdle(agent);
    },
  };
}

function exchange(
  start: () => http.ClientRequest,
  request: TransportRequest,
  host: string,
  options: TransportOptions,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = start();
    let response: http.IncomingMessage | undefined;

    const fail = (reason: unknown) => {
      limits.release();
      reject(reason);
      outgoing.destroy();
    };
    const limits = holdAttemptLimits({ host, ...options }, fail);

    outgoing.once("socket", (socket) => watchConnection(socket, limits));
    outgoing.once("response", (incoming) => {
      response = incoming;
      receive(incoming, host).then((received) => {
        limits.release();
        resolve(received);
        // A server may answer, with 413 for one, before it has read all; such a connection cannot be used again.
        if (!outgoing.writableFinished) outgoing.destroy();
      }, fail);
    });
    outgoing.on("error", (error) => {
      // Once a response is on its way, it tells by itself whether it arrived whole.
      if (response === undefined) fail(connectionFailure(error, host));
    });
    outgoing.end(request.body);
  });
}

function watchConnection(socket: Socket, limits: AttemptLimits): void {
  if (!socket.connecting) return;
  limits.connecting();
  socket.once("encrypted" in socket ? "secureConnect" : "connect", limits.connected);
}

function receive(incoming: http.IncomingMessage, host: string): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const headers = flatten(incoming.headers);
    const total = announcedLength(headers);
    const chunks: Buffer[] = [];
    let received = 0;
    let cause: unknown;
    incoming.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      received += chunk.length;
    });
    incoming.on("error", (error) => {
      cause = error;
    });
    incoming.once("close", () => reject(truncation(host, received, total, cause)));
    incoming.once("end", () => {
      if (total !== undefined && total !== received) return;
      resolve({ status: incoming.statusCode ?? 0, headers, body: join(chunks, received) });
    });
  });
}

/** A plain `Uint8Array`: a `Buffer` would surprise whoever slices or compares it. */
function join(chunks: readonly Buffer[], length: number): Uint8Array {
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}

function headersOf({ headers, body }: TransportRequest): http.OutgoingHttpHeaders {
  return { ...headers, "content-length": body.byteLength };
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = Object.create(null);
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === "string" ? value : value.join(", ");
  }
  return flat;
}

/** `agent.destroy()` would cut off requests under way as well. */
function closeIdle(agent: http.Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
}
