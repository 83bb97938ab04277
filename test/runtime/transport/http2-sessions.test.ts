import http2 from "node:http2";
import { describe, expect, it } from "vitest";
import { TimeoutError } from "../../../runtime/errors/timeout-error.js";
import { classify } from "../../../runtime/retry/classify.js";
import { nodeHttpTransport } from "../../../runtime/transport/node-http-transport.js";
import { nodeHttp2Streams } from "../../../runtime/transport/node-http2-streams.js";
import type { StreamingResponse } from "../../../runtime/transport/transport.js";
import { localhostCertificate } from "../../support/certificates/certificates.js";
import { frameType, startRawHttp2Server, status200 } from "../../support/fault-stream-server/raw-server.js";
import { startFaultStreamServer } from "../../support/fault-stream-server/server.js";
import { send, sendAndEnd } from "../../support/fault-stream-server/steps.js";
import { bodyOf, closedPort, httpServer, httpsServer, rawServer, requestTo } from "./local-server.js";
import { bytes, closeAfterEach, closing, streams } from "./open-http2-streams.js";

closeAfterEach();

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
    const transport = nodeHttp2Streams(http2.connect);
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
      const transport = closing(nodeHttpTransport({ tls: { ca: localhostCertificate.cert } }));
      const error = await transport
        .stream?.(requestTo(server.url), { protocol: "h2" })
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "ConnectionError", code: "ERR_NO_HTTP2" });
      expect((error as Error).message).toContain("does not speak HTTP/2");
      expect(classify(error, { clockCorrected: false, credentialsRefreshed: false })).toBeUndefined();
    });

    it.each(["http", "https"])("falls back to HTTP/1.1 when told to, and remembers: %s", async (scheme) => {
      await using server = await (scheme === "http" ? httpServer(answers) : httpsServer(localhostCertificate, answers));
      const transport = closing(
        nodeHttpTransport({
          tls: { ca: localhostCertificate.cert },
          http2: { fallback: "http/1.1" },
        }),
      );
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
