import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { ConnectionError } from "../../../runtime/errors/connection-error.js";
import { TimeoutError } from "../../../runtime/errors/timeout-error.js";
import { classify } from "../../../runtime/retry/classify.js";
import { nodeHttpTransport } from "../../../runtime/transport/node-http-transport.js";
import { type Http2Options, nodeHttp2Streams } from "../../../runtime/transport/node-http2-streams.js";
import type { StreamingOptions, StreamingResponse, TransportRequest } from "../../../runtime/transport/transport.js";
import { localhostCertificate } from "../../support/certificates/certificates.js";
import { frameType, startRawHttp2Server, status200 } from "../../support/fault-stream-server/raw-server.js";
import { type StreamStep, startFaultStreamServer } from "../../support/fault-stream-server/server.js";
import {
  cutConnection,
  endless,
  goAway,
  goAwayInAnger,
  noAnswer,
  refuse,
  reset,
  send,
  sendAndEnd,
} from "../../support/fault-stream-server/steps.js";
import { bodyOf, closedPort, httpServer, httpsServer, rawServer, requestTo } from "./local-server.js";

const bytes = Buffer.from("some bytes, no frames");

let made: { close(): void }[] = [];
afterEach(() => {
  for (const each of made) each.close();
  made = [];
});

function streams(options: Http2Options = {}, tls?: { ca: string }) {
  const transport = nodeHttp2Streams(options, tls);
  made.push(transport);
  return (request: TransportRequest, limits: Partial<StreamingOptions> = {}) =>
    transport.stream(request, { protocol: "h2", ...limits });
}

describe("a stream over HTTP/2", () => {
  it.each([
    ["without TLS, by prior knowledge", undefined],
    ["over TLS", localhostCertificate],
  ])("sends method, path, headers and body, and returns status, headers and body: %s", async (_how, certificate) => {
    await using server = await startFaultStreamServer(certificate === undefined ? {} : { certificate });
    let seen: Readonly<Record<string, unknown>> = {};
    server.plan((exchange) => {
      seen = exchange.headers;
      exchange.stream.respond({ ":status": 200, "x-amzn-requestid": "r-1", "x-twice": ["a", "b"] });
      exchange.stream.end(bytes);
    });
    const open = streams({}, certificate && { ca: certificate.cert });
    const request = requestTo(`${server.url}/some%20path?a=b`, '{"A":1}');
    const host = new URL(server.url).host;
    const response = await open({ ...request, headers: { ...request.headers, host, connection: "close" } });
    expect(seen).toMatchObject({ ...request.headers, "content-length": "7", ":authority": host, ":method": "POST" });
    expect(seen[":path"]).toBe("/some%20path?a=b");
    expect(seen[":scheme"]).toBe(certificate === undefined ? "http" : "https");
    expect(seen.host ?? host).toBe(host);
    expect(server.requests).toEqual([{ A: 1 }]);
    expect(response.status).toBe(200);
    expect(response.headers["x-amzn-requestid"]).toBe("r-1");
    expect(response.headers["x-twice"]).toBe("a, b");
    expect(":status" in response.headers).toBe(false);
    expect(await bodyOf(response.body)).toEqual(bytes);
  });

  it("resolves with the headers, before any of the body", async () => {
    await using server = await startFaultStreamServer();
    let answer = () => {};
    server.plan((exchange) => {
      exchange.stream.respond({ ":status": 200 });
      answer = () => exchange.stream.end(bytes);
    });
    const response = await streams()(requestTo(server.url));
    answer();
    expect(await bodyOf(response.body)).toEqual(bytes);
  });

  it("returns error responses as they are", async () => {
    await using server = await startFaultStreamServer();
    server.plan(refuse("LimitExceededException", 400));
    const response = await streams()(requestTo(server.url));
    expect(response.status).toBe(400);
    expect(JSON.parse(String(await bodyOf(response.body)))).toMatchObject({ __type: "LimitExceededException" });
  });

  it.each([
    ["resets it", reset(bytes)],
    ["cuts the connection", cutConnection(bytes)],
    ["ends the session with an error", goAwayInAnger(11, bytes)],
  ])("fails, after what had arrived, when the server %s", async (_what, step) => {
    await using server = await startFaultStreamServer();
    server.plan(step);
    const { body } = await streams()(requestTo(server.url));
    const chunks: Uint8Array[] = [];
    const reading = (async () => {
      for await (const chunk of body) chunks.push(chunk);
    })();
    const error = await reading.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: "ERR_TRUNCATED_RESPONSE", host: new URL(server.url).host });
    expect(Buffer.concat(chunks).includes(bytes)).toBe(true);
  });

  it.each([
    ["resets it", ({ stream }) => stream.close(7)],
    ["cuts the connection", ({ cut }) => cut()],
  ] as readonly [string, StreamStep][])(
    "rejects, to be retried, when the server %s before it answers",
    async (_what, step) => {
      await using server = await startFaultStreamServer();
      server.plan(step);
      const error = await streams()(requestTo(server.url)).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ConnectionError);
      expect((error as Error).message).toMatch(/^No response from 127\.0\.0\.1:\d+: /);
      expect(classify(error, { clockCorrected: false, credentialsRefreshed: false })).toBe("transient");
    },
  );

  it("ends in good order, and so does a stream that outlives a graceful goodbye", async () => {
    await using server = await startFaultStreamServer();
    server.plan(sendAndEnd(bytes), goAway(bytes), sendAndEnd(bytes));
    const open = streams();
    for (let index = 0; index < 3; index++) {
      const { body } = await open(requestTo(server.url));
      expect((await bodyOf(body)).includes(bytes)).toBe(true);
    }
    // The first two shared a session; the third got a new one.
    expect(server.sessions).toBe(2);
    await expect.poll(() => server.openConnections, { interval: 2 }).toBe(1);
  });

  it("resets the stream at once, and nothing else, when its reader leaves", async () => {
    await using server = await startFaultStreamServer();
    server.plan(send(bytes));
    const open = streams();
    const other = await open(requestTo(server.url));
    const { body } = await open(requestTo(server.url));
    for await (const _ of body) break;
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(1);
    expect(server.resets).toEqual([8]);
    expect(server.sessions).toBe(1);
    other.cancel();
  });

  it("cancel() rejects a pending read with its reason, and may come twice", async () => {
    await using server = await startFaultStreamServer();
    server.plan(({ stream }) => stream.respond({ ":status": 200 }));
    const response = await streams()(requestTo(server.url));
    const reading = bodyOf(response.body);
    const reason = new Error("enough");
    response.cancel(reason);
    response.cancel(new Error("again"));
    await expect(reading).rejects.toBe(reason);
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(0);
  });

  it("cancel() of a stream that nobody reads yet is told to who reads later", async () => {
    await using server = await startFaultStreamServer();
    server.plan(send(bytes));
    const response = await streams()(requestTo(server.url));
    const reason = new Error("enough");
    response.cancel(reason);
    await expect(bodyOf(response.body)).rejects.toBe(reason);
  });

  it.each(["before the response", "in its body"])("ends with the reason of an abort %s", async (when) => {
    await using server = await startFaultStreamServer();
    server.plan(when === "in its body" ? send(bytes) : noAnswer);
    const abort = new AbortController();
    const reason = { my: "reason" };
    const reading = streams()(requestTo(server.url), { signal: abort.signal }).then(({ body }) => bodyOf(body));
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(1);
    if (when === "in its body") await new Promise((resolve) => setTimeout(resolve, 20));
    abort.abort(reason);
    await expect(reading).rejects.toBe(reason);
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(0);
    expect(getEventListeners(abort.signal, "abort")).toEqual([]);
  });

  it("leaves no listener on the signal after its end", async () => {
    await using server = await startFaultStreamServer();
    server.plan(sendAndEnd(bytes));
    const { signal } = new AbortController();
    const { body } = await streams()(requestTo(server.url), { signal });
    await bodyOf(body);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("gives up on a server that never answers; the limit ends with the headers", async () => {
    await using server = await startFaultStreamServer();
    server.plan(noAnswer, async ({ stream }) => {
      stream.respond({ ":status": 200 });
      setTimeout(() => stream.end(bytes), 60);
    });
    const open = streams();
    const limits = { requestTimeout: 30 };
    const error = await open(requestTo(server.url), limits).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ kind: "request", milliseconds: 30 });
    expect(await bodyOf((await open(requestTo(server.url), limits)).body)).toEqual(bytes);
    expect(server.sessions).toBe(1);
  });

  it("gives up on headers that never end", async () => {
    await using server = await startRawHttp2Server(({ type, stream }, connection) => {
      if (type !== frameType.headers) return;
      connection.send(frameType.headers, 0, stream, status200);
      const field = Buffer.from("\x00\x01a\x01b", "latin1");
      const more = () => {
        connection.send(frameType.continuation, 0, stream, Buffer.concat(Array.from({ length: 200 }, () => field)));
        if (!connection.socket.destroyed) setImmediate(more);
      };
      more();
    });
    const error = await streams()(requestTo(server.url), { requestTimeout: 5_000 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectionError);
    await expect.poll(() => server.open, { interval: 2 }).toBe(0);
  });

  it("holds back the server of a slow reader", async () => {
    await using server = await startFaultStreamServer();
    let sent = 0;
    server.plan(
      endless(Buffer.alloc(65_536), (total) => {
        sent = total;
      }),
    );
    const streamWindow = 262_144;
    const response = await streams({ streamWindow })(requestTo(server.url));
    const reader = response.body[Symbol.asyncIterator]();
    let read = 0;
    for (let index = 0; index < 200; index++) {
      const { value } = await reader.next();
      read += value?.byteLength ?? 0;
      await new Promise((resolve) => setTimeout(resolve, 1));
      // The window, and what the server's own buffers hold.
      expect(sent - read).toBeLessThan(streamWindow + 2_000_000);
    }
    expect(read).toBeGreaterThan(streamWindow);
    response.cancel();
  });

  it("does not let one stream that nobody reads starve the others of its session", async () => {
    await using server = await startFaultStreamServer();
    server.plan(endless(Buffer.alloc(65_536), () => {}));
    const open = streams({ streamWindow: 16 * 1024 * 1024 });
    const idle = await open(requestTo(server.url));
    await new Promise((resolve) => setTimeout(resolve, 100));
    server.plan(endless(Buffer.alloc(65_536), () => {}, 20 * 1024 * 1024));
    const { body } = await open(requestTo(server.url));
    expect((await bodyOf(body)).length).toBeGreaterThan(20 * 1024 * 1024);
    expect(server.sessions).toBe(1);
    idle.cancel();
  });
});

describe("sessions", () => {
  it("are shared up to the peer's limit, also by requests that begin together", async () => {
    await using server = await startFaultStreamServer({ maxConcurrentStreams: 3 });
    server.plan(send(bytes));
    const open = streams();
    const all = await Promise.all(Array.from({ length: 10 }, () => open(requestTo(server.url))));
    expect(server.sessions).toBe(4);
    expect(server.openStreams).toBe(10);
    all[0]?.cancel();
    await expect.poll(() => server.openStreams, { interval: 2 }).toBe(9);
    all.push(await open(requestTo(server.url)));
    expect(server.sessions).toBe(4);
    for (const response of all) response.cancel();
  });

  it("of one origin are not those of another", async () => {
    await using one = await startFaultStreamServer();
    await using other = await startFaultStreamServer();
    for (const server of [one, other]) server.plan(sendAndEnd(bytes));
    const open = streams();
    for (const { url } of [one, other, one]) await bodyOf((await open(requestTo(url))).body);
    expect([one.sessions, other.sessions]).toEqual([1, 1]);
  });

  it("close when they have been idle, and are opened anew", async () => {
    await using server = await startFaultStreamServer();
    server.plan(sendAndEnd(bytes));
    const open = streams({ idleTimeout: 20 });
    await bodyOf((await open(requestTo(server.url))).body);
    await expect.poll(() => server.openConnections, { interval: 2 }).toBe(0);
    await bodyOf((await open(requestTo(server.url))).body);
    expect(server.sessions).toBe(2);
  });

  it("are replaced when the peer says goodbye, while their streams go on", async () => {
    await using server = await startFaultStreamServer();
    let finish = () => {};
    server.plan((exchange) => {
      exchange.begin();
      exchange.session.close();
      finish = () => exchange.stream.end(bytes);
    }, sendAndEnd(bytes));
    const open = streams();
    const first = await open(requestTo(server.url));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await bodyOf((await open(requestTo(server.url))).body);
    expect(server.sessions).toBe(2);
    finish();
    expect((await bodyOf(first.body)).includes(bytes)).toBe(true);
  });

  it("let go of their connection after a goodbye, even when the peer never does", async () => {
    await using server = await startRawHttp2Server(
      ({ type, stream }, connection) => {
        if (type !== frameType.headers) return;
        connection.send(frameType.goaway, 0, 0, Buffer.of(0, 0, 0, stream, 0, 0, 0, 0));
        connection.send(frameType.headers, 4, stream, status200);
        connection.send(frameType.data, 1, stream, bytes);
      },
      () => {},
    );
    const sockets = () => process.getActiveResourcesInfo().filter((kind) => kind === "TCPSocketWrap").length;
    await expect.poll(sockets, { interval: 2 }).toBe(0);
    const { body } = await streams()(requestTo(server.url));
    expect(await bodyOf(body)).toEqual(bytes);
    // The server's end is left, ours is not.
    await expect.poll(sockets, { interval: 2 }).toBe(1);
    expect(server.open).toBe(1);
  });

  it("are replaced when they were cut while idle", async () => {
    await using server = await startFaultStreamServer();
    server.plan(sendAndEnd(bytes));
    const open = streams();
    await bodyOf((await open(requestTo(server.url))).body);
    server.cut();
    await expect.poll(() => server.openConnections, { interval: 2 }).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 10));
    await bodyOf((await open(requestTo(server.url))).body);
    expect(server.sessions).toBe(2);
  });

  it("are given up with all their streams when a peer leaves pings unanswered", async () => {
    await using server = await startRawHttp2Server(({ type, stream }, connection) => {
      if (type === frameType.headers) connection.send(frameType.headers, 4, stream, status200);
    });
    const open = streams({ pingInterval: 20, pingTimeout: 60 });
    const responses = await Promise.all([open(requestTo(server.url)), open(requestTo(server.url))]);
    expect(server.connections).toBe(1);
    for (const { body } of responses) {
      const error = await bodyOf(body).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error).toMatchObject({ kind: "inactivity", milliseconds: 60 });
    }
    await expect.poll(() => server.open, { interval: 2 }).toBe(0);
  });

  it("live on when a peer answers pings and says nothing else, which counts as a sign of life", async () => {
    let pings = 0;
    await using server = await startRawHttp2Server(({ type, stream, payload }, connection) => {
      if (type === frameType.headers) connection.send(frameType.headers, 4, stream, status200);
      if (type === frameType.ping) {
        pings++;
        connection.send(frameType.ping, 1, 0, payload);
      }
    });
    let now = 1_000;
    const response = await streams({ pingInterval: 10, pingTimeout: 30 })(requestTo(server.url), { now: () => now });
    expect(response.lastActivity?.()).toBe(1_000);
    now = 2_000;
    await expect.poll(() => pings, { interval: 2 }).toBeGreaterThan(8);
    expect(response.lastActivity?.()).toBe(2_000);
    response.cancel();
  });

  it("close() lets streams under way end, then closes; a later stream opens a new one", async () => {
    await using server = await startFaultStreamServer();
    server.plan(send(bytes));
    const transport = nodeHttp2Streams();
    const response = await transport.stream(requestTo(server.url), { protocol: "h2" });
    transport.close();
    const reader = response.body[Symbol.asyncIterator]();
    expect((await reader.next()).value?.byteLength).toBeGreaterThan(0);
    expect(server.openConnections).toBe(1);
    await reader.return?.();
    await expect.poll(() => server.openConnections, { interval: 2 }).toBe(0);
    const later = await transport.stream(requestTo(server.url), { protocol: "h2" });
    later.cancel();
    transport.close();
    await expect.poll(() => server.openConnections, { interval: 2 }).toBe(0);
  });
});

describe("connecting", () => {
  it("tells of a refused connection", async () => {
    const port = await closedPort();
    const error = await streams()(requestTo(`http://127.0.0.1:${port}/`)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "ConnectionError", code: "ECONNREFUSED", host: `127.0.0.1:${port}` });
  });

  it("tells of a certificate that nobody vouches for", async () => {
    await using server = await startFaultStreamServer({ certificate: localhostCertificate });
    const error = await streams()(requestTo(server.url)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "ConnectionError", code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });

  it("is limited by connectTimeout, and leaves no connection behind", async () => {
    await using silent = await rawServer((socket) => socket.resume());
    const sent = streams()(requestTo(silent.url), { connectTimeout: 30 });
    await expect(sent).rejects.toMatchObject({ name: "TimeoutError", kind: "connect", milliseconds: 30 });
    await expect.poll(() => silent.open, { interval: 2 }).toBe(0);
  });

  it("ends with the reason of an abort", async () => {
    await using silent = await rawServer((socket) => socket.resume());
    const abort = new AbortController();
    const sent = streams()(requestTo(silent.url), { signal: abort.signal });
    await expect.poll(() => silent.open, { interval: 2 }).toBe(1);
    abort.abort("enough");
    await expect(sent).rejects.toBe("enough");
    await expect.poll(() => silent.open, { interval: 2 }).toBe(0);
  });

  describe("to a server without HTTP/2", () => {
    const answers = (_request: unknown, response: { end(bytes: Buffer): void }) => response.end(bytes);

    it.each(["http", "https"])("fails and says so: %s", async (scheme) => {
      await using server = await (scheme === "http" ? httpServer(answers) : httpsServer(localhostCertificate, answers));
      const transport = nodeHttpTransport({ tls: { ca: localhostCertificate.cert } });
      made.push(transport);
      const error = await transport
        .stream?.(requestTo(server.url), { protocol: "h2" })
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "ConnectionError", code: "ERR_NO_HTTP2" });
      expect((error as Error).message).toContain("does not speak HTTP/2");
      expect(classify(error, { clockCorrected: false, credentialsRefreshed: false })).toBeUndefined();
    });

    it.each(["http", "https"])("falls back to HTTP/1.1 when told to, and remembers: %s", async (scheme) => {
      await using server = await (scheme === "http" ? httpServer(answers) : httpsServer(localhostCertificate, answers));
      const transport = nodeHttpTransport({
        tls: { ca: localhostCertificate.cert },
        http2: { fallback: "http/1.1" },
      });
      made.push(transport);
      const connections: number[] = [];
      for (let index = 0; index < 3; index++) {
        const response = (await transport.stream?.(requestTo(server.url), { protocol: "h2" })) as StreamingResponse;
        expect(await bodyOf(response.body)).toEqual(bytes);
        connections.push(server.connections);
      }
      expect(connections).toEqual([2, 2, 2]);
    });
  });
});
