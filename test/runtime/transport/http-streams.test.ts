import { getEventListeners } from "node:events";
import { afterAll, describe, expect, it } from "vitest";
import { fetchTransport } from "../../../runtime/transport/fetch-transport.js";
import { nodeHttpTransport } from "../../../runtime/transport/node-http-transport.js";
import type { StreamingOptions, StreamingResponse } from "../../../runtime/transport/transport.js";
import { bodyOf, closedPort, httpServer, type LocalServer, rawServer, requestTo } from "./local-server.js";

describe.each([
  ["node:http", nodeHttpTransport({ maxSockets: 1 })],
  ["fetch", fetchTransport()],
])("a stream over HTTP/1.1, by %s", (name, transport) => {
  /** With `fetch` connections are the platform's business: that of Node 20 keeps those of cancelled bodies for a while. */
  async function connectionsLeft(server: LocalServer, count: number): Promise<void> {
    if (name !== "fetch") await expect.poll(() => server.open, { interval: 2 }).toBe(count);
  }

  afterAll(() => transport.close());

  function open(url: string, options: Partial<StreamingOptions> = {}): Promise<StreamingResponse> {
    const { stream } = transport;
    if (stream === undefined) throw new Error("the transport cannot stream");
    return stream.call(transport, requestTo(url), { protocol: "http/1.1", ...options });
  }

  it("resolves with the headers, and brings the body as it comes", async () => {
    let write = (_text: string) => {};
    let end = () => {};
    await using server = await httpServer((_request, response) => {
      response.writeHead(200, { "x-twice": ["a", "b"] }).flushHeaders();
      write = (text) => response.write(text);
      end = () => response.end();
    });
    const response = await open(server.url);
    expect(response).toMatchObject({ status: 200, headers: { "x-twice": "a, b" } });
    const reader = response.body[Symbol.asyncIterator]();
    for (const text of ["one", "two"]) {
      write(text);
      expect(Buffer.from((await reader.next()).value).toString()).toBe(text);
    }
    end();
    expect((await reader.next()).done).toBe(true);
  });

  it("does not use up the sockets of calls", async () => {
    await using server = await httpServer((request, response) => {
      if (request.url === "/stream") response.writeHead(200).flushHeaders();
      else response.end("{}");
    });
    const streams = await Promise.all([open(`${server.url}stream`), open(`${server.url}stream`)]);
    expect((await transport.send(requestTo(server.url), { requestTimeout: 2_000 })).status).toBe(200);
    for (const stream of streams) stream.cancel();
    await connectionsLeft(server, 1);
  });

  it.each([
    ["in the middle of a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf"],
    ["between chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"],
    ["before its announced length", "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf"],
  ])("fails when the connection is cut %s", async (_where, bytes) => {
    await using server = await rawServer((socket) => socket.once("data", () => socket.end(bytes)));
    const { body } = await open(server.url);
    await expect(bodyOf(body)).rejects.toMatchObject({ name: "ConnectionError", code: "ERR_TRUNCATED_RESPONSE" });
  });

  it("closes its connection when the reader leaves", async () => {
    await using server = await httpServer((_request, response) => response.write("x"));
    const { body } = await open(server.url);
    for await (const _ of body) break;
    await connectionsLeft(server, 0);
  });

  it("ends with the reason of an abort, and leaves no listener", async () => {
    await using server = await httpServer((_request, response) => response.writeHead(200).flushHeaders());
    const abort = new AbortController();
    const { body } = await open(server.url, { signal: abort.signal });
    const reading = bodyOf(body);
    abort.abort("enough");
    await expect(reading).rejects.toBe("enough");
    expect(getEventListeners(abort.signal, "abort")).toEqual([]);
    await connectionsLeft(server, 0);
  });

  it("is limited by requestTimeout until its headers are there, and no longer", async () => {
    let answers = 0;
    await using server = await httpServer((_request, response) => {
      if (answers++ === 0) return;
      response.writeHead(200).flushHeaders();
      setTimeout(() => response.end("late"), 60);
    });
    await expect(open(server.url, { requestTimeout: 30 })).rejects.toMatchObject({ kind: "request" });
    expect(String(await bodyOf((await open(server.url, { requestTimeout: 30 })).body))).toBe("late");
  });

  it("can be cancelled while a read waits, and at any time after", async () => {
    await using server = await httpServer((_request, response) => response.writeHead(200).flushHeaders());
    const { body, cancel } = await open(server.url);
    const reading = bodyOf(body);
    cancel("enough");
    await expect(reading).rejects.toBe("enough");
    cancel("again");
    await connectionsLeft(server, 0);
  });

  it("tells of a refused connection", async () => {
    await expect(open(`http://127.0.0.1:${await closedPort()}/`)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("knows when something last came", async () => {
    let write = () => {};
    await using server = await httpServer((_request, response) => {
      response.writeHead(200).flushHeaders();
      write = () => response.write("x");
    });
    let now = 1;
    const response = await open(server.url, { now: () => now });
    const reader = response.body[Symbol.asyncIterator]();
    expect(response.lastActivity?.()).toBe(1);
    now = 2;
    write();
    await reader.next();
    expect(response.lastActivity?.()).toBe(2);
    response.cancel();
  });
});
