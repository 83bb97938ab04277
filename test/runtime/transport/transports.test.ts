import { once } from "node:events";
import type http from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import { ConnectionError } from "../../../runtime/errors/connection-error.js";
import { TimeoutError } from "../../../runtime/errors/timeout-error.js";
import { classify } from "../../../runtime/retry/classify.js";
import { fetchTransport } from "../../../runtime/transport/fetch-transport.js";
import { nodeHttpTransport } from "../../../runtime/transport/node-http-transport.js";
import type { Transport } from "../../../runtime/transport/transport.js";
import { otherHostCertificate } from "../../support/certificates/certificates.js";
import { bodyOf, closedPort, httpServer, httpsServer, rawServer, requestTo } from "./local-server.js";

/** What both transports owe. */
describe.each([
  ["nodeHttpTransport", nodeHttpTransport()],
  ["fetchTransport", fetchTransport()],
] as const)("%s", (_name, transport: Transport) => {
  afterAll(() => transport.close());

  it("sends method, path, headers and body, and returns status, headers and body", async () => {
    let seen: Partial<http.IncomingMessage> | undefined;
    let seenBody: Buffer | undefined;
    await using server = await httpServer(async (request, response) => {
      seen = request;
      seenBody = await bodyOf(request);
      response.writeHead(418, { "X-Amzn-RequestId": "r-1", "x-twice": ["a", "b"] });
      response.end(Buffer.from([0, 1, 254, 255]));
    });
    const body = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
    const request = requestTo(`${server.url}some%20path?a=b`, body);
    const response = await transport.send(request, { requestTimeout: 5000, connectTimeout: 5000 });

    expect(seen?.method).toBe("POST");
    expect(seen?.url).toBe("/some%20path?a=b");
    expect(seen?.headers).toMatchObject({
      ...request.headers,
      host: `127.0.0.1:${server.port}`,
      "content-length": "300000",
    });
    expect(seenBody?.equals(body)).toBe(true);
    expect(response.status).toBe(418);
    expect(response.headers["x-amzn-requestid"]).toBe("r-1");
    expect(response.headers["x-twice"]).toBe("a, b");
    expect(response.body).toEqual(Uint8Array.of(0, 1, 254, 255));
    expect(response.body.constructor).toBe(Uint8Array);
  });

  it("sends and receives empty bodies", async () => {
    await using server = await httpServer(async (request, response) => {
      response.setHeader("seen", String((await bodyOf(request)).length));
      response.end();
    });
    const response = await transport.send(requestTo(server.url, ""), {});
    expect(response.headers.seen).toBe("0");
    expect(response.body).toEqual(new Uint8Array());
  });

  it("gathers a body that comes in many chunks", async () => {
    await using server = await httpServer(async (_request, response) => {
      for (let chunk = 0; chunk < 50; chunk++) response.write(`${chunk},`.repeat(1000));
      response.end();
    });
    const { body } = await transport.send(requestTo(server.url), {});
    const expected = Array.from({ length: 50 }, (_, chunk) => `${chunk},`.repeat(1000)).join("");
    expect(new TextDecoder().decode(body)).toBe(expected);
  });

  it("does not follow redirects", async () => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    expect(await transport.send(requestTo(server.url), {})).toMatchObject({
      status: 307,
      headers: { location: "/elsewhere" },
    });
  });

  it("tells of a refused connection", async () => {
    const port = await closedPort();
    const error = await failure(transport, `http://127.0.0.1:${port}/`);
    expect(error).toMatchObject({ code: "ECONNREFUSED", host: `127.0.0.1:${port}` });
    expect(error.message).toMatch(/^No response from 127\.0\.0\.1:\d+: the connection was refused.*\(ECONNREFUSED\)$/);
    expect(error.cause).toBeInstanceOf(Error);
    expect(retried(error)).toBe("transient");
  });

  it("tells of a name that does not resolve", async () => {
    const error = await failure(transport, "http://no-such-host.invalid/");
    expect(["ENOTFOUND", "EAI_AGAIN"]).toContain(error.code);
    expect(error.message).toContain("no-such-host.invalid");
    expect(retried(error)).toBe("transient");
  });

  it("tells of a connection that is reset before the response", async () => {
    await using server = await rawServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const error = await failure(transport, server.url);
    expect(error.code).toBe("ECONNRESET");
    expect(retried(error)).toBe("transient");
  });

  it("tells of a connection that is closed before the response", async () => {
    await using server = await rawServer((socket) => socket.once("data", () => socket.end()));
    expect((await failure(transport, server.url)).code).toBe("ECONNRESET");
  });

  it.each([
    ["a body shorter than announced", 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{"half":'],
    ["a chunked body without its end", 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"ha\r\n'],
  ])("tells of %s", async (_what, bytes) => {
    await using server = await rawServer((socket) => socket.once("data", () => socket.end(bytes)));
    const error = await failure(transport, server.url);
    expect(error.code).toBe("ERR_TRUNCATED_RESPONSE");
    expect(error.message).toContain("broke off");
    expect(retried(error)).toBe("transient");
  });

  it("tells of a body that ends in a reset", async () => {
    await using server = await rawServer((socket) =>
      socket.once("data", () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{"half":');
        setTimeout(() => socket.resetAndDestroy(), 10);
      }),
    );
    expect((await failure(transport, server.url)).code).toBe("ERR_TRUNCATED_RESPONSE");
  });

  it("tells of an answer that is no HTTP", async () => {
    await using server = await rawServer((socket) => socket.once("data", () => socket.end("SSH-2.0-OpenSSH\r\n")));
    const error = await failure(transport, server.url);
    expect(error.message).toContain(`127.0.0.1:${server.port}`);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it("refuses a certificate that nobody vouches for, and does not call that transient", async () => {
    await using server = await httpsServer(otherHostCertificate, (_request, response) => response.end());
    const error = await failure(transport, server.url);
    expect(error.code).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(error.message).toMatch(/^TLS with 127\.0\.0\.1:\d+ failed: self-signed certificate/);
    expect(retried(error)).toBeUndefined();
  });

  it("gives up on a server that never answers", async () => {
    await using server = await httpServer(() => {});
    const sent = transport.send(requestTo(server.url), { requestTimeout: 30 });
    const error = await sent.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ kind: "request", milliseconds: 30 });
    expect((error as TimeoutError).message).toContain(`127.0.0.1:${server.port} within 30 ms`);
    expect(retried(error)).toBe("transient");
  });

  it("gives up on a body that never ends", async () => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
    });
    const sent = transport.send(requestTo(server.url), { requestTimeout: 30 });
    await expect(sent).rejects.toMatchObject({ name: "TimeoutError", kind: "request" });
  });

  it.each(["before the response", "in its body"])("ends with the reason of an abort %s", async (when) => {
    let gone = false;
    await using server = await httpServer((_request, response) => {
      response.on("close", () => {
        gone = true;
      });
      if (when === "in its body") response.write("{");
      abortSoon();
    });
    const abort = new AbortController();
    const reason = { my: "reason" };
    const abortSoon = () => setTimeout(() => abort.abort(reason), 5);
    await expect(transport.send(requestTo(server.url), { signal: abort.signal })).rejects.toBe(reason);
    // The server sees that nobody waits for the rest.
    await expect.poll(() => gone, { interval: 2 }).toBe(true);
  });

  it("sends nothing for a signal that is aborted already", async () => {
    await using server = await httpServer((_request, response) => response.end());
    const signal = AbortSignal.abort("no");
    await expect(transport.send(requestTo(server.url), { signal })).rejects.toBe("no");
    expect(server.connections).toBe(0);
  });

  it("leaves no listener on the signal", async () => {
    await using server = await httpServer((_request, response) => response.end());
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners++;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners--;
      removeEventListener.apply(signal, args);
    };
    await transport.send(requestTo(server.url), { signal });
    expect(listeners).toBe(0);
  });

  it("can be used again after close()", async () => {
    await using server = await httpServer((_request, response) => response.end());
    await transport.send(requestTo(server.url), {});
    transport.close();
    expect((await transport.send(requestTo(server.url), {})).status).toBe(200);
  });

  it("takes an early answer to a request that is still being sent", async () => {
    await using server = await rawServer((socket) =>
      socket.once("data", () => {
        socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        // Unread data would make the close a reset, which may overtake the answer.
        socket.resume();
        once(socket, "end").then(() => socket.end());
      }),
    );
    const response = await transport.send(requestTo(server.url, new Uint8Array(8_000_000)), {});
    expect(response.status).toBe(413);
  });
});

async function failure(transport: Transport, url: string): Promise<ConnectionError> {
  const error = await transport.send(requestTo(url), {}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConnectionError);
  return error as ConnectionError;
}

function retried(error: unknown) {
  return classify(error, { clockCorrected: false, credentialsRefreshed: false });
}
