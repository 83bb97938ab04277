import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { ConnectionError } from "../../../runtime/errors/connection-error.js";
import { TimeoutError } from "../../../runtime/errors/timeout-error.js";
import { classify } from "../../../runtime/retry/classify.js";
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
import { bodyOf, requestTo } from "./local-server.js";
import { bytes, closeAfterEach, streams } from "./open-http2-streams.js";

closeAfterEach();

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
