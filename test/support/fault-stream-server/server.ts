/**
 * A local HTTP/2 server that streams events and misbehaves on purpose.
 *
 * - server.ts: takes requests, hands each to the next step of the plan, counts sessions and streams
 * - steps.ts: what can be made of a request, good and bad
 * - raw-server.ts: for what no HTTP/2 library would send: frames by hand
 */

import { once } from "node:events";
import http2, { type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import type { Certificate } from "../certificates/certificates.js";
import { encodeFrame } from "../fault-server/event-frames.js";

/** One request, in the hands of a step. */
export interface StreamExchange {
  readonly stream: ServerHttp2Stream;
  readonly session: ServerHttp2Session;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The request's body, parsed. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Answers 200 with the media type of event streams and the frame that such a stream begins with. */
  begin(): void;
  /** Writes bytes; resolves when they were handed to the connection, or when the stream is gone. */
  write(bytes: Uint8Array): Promise<void>;
  /** Cuts every connection to the server, without a word. */
  cut(): void;
}

/** What the server makes of a request. */
export type StreamStep = (exchange: StreamExchange) => void | Promise<void>;

/** What {@link startFaultStreamServer} takes. */
export interface FaultStreamServerOptions {
  /** TLS with that certificate. @default none: HTTP/2 by prior knowledge */
  readonly certificate?: Certificate;
  /** Streams that a session takes at a time. @default 100 */
  readonly maxConcurrentStreams?: number;
}

/** A running server; `await using` stops it. */
export interface FaultStreamServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` or `https://127.0.0.1:PORT`. */
  readonly url: string;
  /** The bodies of the requests so far. */
  readonly requests: readonly Readonly<Record<string, unknown>>[];
  /** How many sessions were opened so far. */
  readonly sessions: number;
  /** How many connections are open. */
  readonly openConnections: number;
  /** How many streams are open. */
  readonly openStreams: number;
  /** The codes that clients reset streams with, in order. */
  readonly resets: readonly number[];
  /** The next steps: one a request. The last one is used again and again. */
  plan(...steps: readonly StreamStep[]): void;
  /** Cuts every connection, without a word. */
  cut(): void;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startFaultStreamServer(options: FaultStreamServerOptions = {}): Promise<FaultStreamServer> {
  const { certificate, maxConcurrentStreams = 100 } = options;
  const settings = { maxConcurrentStreams };
  const server =
    certificate === undefined
      ? http2.createServer({ settings })
      : http2.createSecureServer({ ...certificate, settings });
  const requests: Record<string, unknown>[] = [];
  const opened = new Set<ServerHttp2Session>();
  const resets: number[] = [];
  let sessions = 0;
  let openStreams = 0;
  let steps: StreamStep[] = [];

  // Those of the operating system: Node lets nobody touch a session's own.
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  server.on("session", (session: ServerHttp2Session) => {
    sessions++;
    opened.add(session);
    session.on("close", () => opened.delete(session));
    session.on("error", () => {});
  });
  server.on("stream", (stream: ServerHttp2Stream, headers) => {
    openStreams++;
    stream.on("error", () => {});
    stream.on("close", () => {
      openStreams--;
      if (stream.rstCode !== 0 && stream.rstCode !== undefined) resets.push(stream.rstCode);
    });
    void serve(stream, headers);
  });

  async function serve(stream: ServerHttp2Stream, headers: Readonly<Record<string, unknown>>): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || "{}") as Record<string, unknown>;
    requests.push(body);
    const step = steps.length > 1 ? steps.shift() : steps[0];
    const session = stream.session as ServerHttp2Session | undefined;
    // A client may have left before its turn came.
    if (session === undefined) return;
    if (step === undefined) throw new Error("The fault stream server has no plan.");
    await step({
      stream,
      session,
      headers,
      body,
      begin: () => begin(stream),
      write: (bytes) => write(stream, bytes),
      cut,
    });
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificate === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    requests,
    resets,
    get openConnections() {
      return sockets.size;
    },
    get sessions() {
      return sessions;
    },
    get openStreams() {
      return openStreams;
    },
    plan: (...next) => {
      steps = [...next];
    },
    cut,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, "close");
      server.close();
      for (const session of opened) session.destroy();
      await closed;
    },
  };
}

function begin(stream: ServerHttp2Stream): void {
  stream.respond({
    ":status": 200,
    "content-type": "application/vnd.amazon.eventstream",
    "x-amzn-requestid": "00000000-0000-0000-0000-000000000000",
  });
  const headers = {
    ":message-type": "event",
    ":event-type": "initial-response",
    ":content-type": "application/x-amz-json-1.1",
  };
  stream.write(encodeFrame(headers, Buffer.from("{}")));
}

async function write(stream: ServerHttp2Stream, bytes: Uint8Array): Promise<void> {
  if (stream.destroyed || stream.closed) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stream.off("close", done);
      resolve();
    };
    stream.on("close", done);
    stream.write(bytes, done);
  });
}
