import { describe, expect, it, vi } from "vitest";
import { nodeHttpTransport } from "../../../runtime/transport/node-http-transport.js";
import { localhostCertificate, otherHostCertificate } from "../../support/certificates/certificates.js";
import { httpServer, httpsServer, rawServer, requestTo } from "./local-server.js";

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("It was expected to throw");
}

describe("nodeHttpTransport", () => {
  it("keeps connections and uses them again", async () => {
    await using server = await httpServer((_request, response) => response.end("{}"));
    const transport = nodeHttpTransport();
    for (let index = 0; index < 5; index++) await transport.send(requestTo(server.url), {});
    expect(server.connections).toBe(1);
    transport.close();
    await expect.poll(() => server.open, { interval: 2 }).toBe(0);
  });

  it("close() leaves requests under way alone", async () => {
    let answer = () => {};
    await using server = await httpServer((_request, response) => {
      answer = () => response.end("late");
      transport.close();
    });
    const transport = nodeHttpTransport();
    const sent = transport.send(requestTo(server.url), {});
    await expect.poll(() => server.connections, { interval: 2 }).toBe(1);
    setTimeout(() => answer(), 5);
    expect(new TextDecoder().decode((await sent).body)).toBe("late");
    transport.close();
  });

  it("close() lets go of every connection as soon as its request is done, of later ones too", async () => {
    const answers: (() => void)[] = [];
    await using server = await httpServer((_request, response) => void answers.push(() => response.end("{}")));
    const transport = nodeHttpTransport();
    const sent = Array.from({ length: 3 }, () => transport.send(requestTo(server.url), {}));
    await expect.poll(() => answers.length, { interval: 2 }).toBe(3);
    transport.close();
    const retry = transport.send(requestTo(server.url), {});
    await expect.poll(() => answers.length, { interval: 2 }).toBe(4);
    for (const answer of answers) answer();
    expect((await Promise.all([...sent, retry])).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await expect.poll(() => server.open, { interval: 2 }).toBe(0);
  });

  it("says nothing of sockets when a server leaves a request on a used connection unanswered", async () => {
    let answered = 0;
    await using server = await httpServer((_request, response) => void (answered++ === 0 && response.end("{}")));
    const transport = nodeHttpTransport({ maxSockets: 1 });
    await transport.send(requestTo(server.url), {});
    await expect(transport.send(requestTo(server.url), { requestTimeout: 20 })).rejects.toMatchObject({
      name: "TimeoutError",
      message: `No complete response from ${new URL(server.url).host} within 20 ms (requestTimeout)`,
    });
    expect(server.connections).toBe(1);
    transport.close();
  });

  it("says of a request that got no socket in time what it waited for", async () => {
    await using server = await httpServer(() => {});
    const transport = nodeHttpTransport({ maxSockets: 1 });
    const first = transport.send(requestTo(server.url), { requestTimeout: 40 }).catch((error: unknown) => error);
    const second = transport.send(requestTo(server.url), { requestTimeout: 10 });
    await expect(second).rejects.toMatchObject({
      name: "TimeoutError",
      kind: "request",
      message: `No complete response from ${new URL(server.url).host} within 10 ms (requestTimeout): it waited for a free socket (maxSockets)`,
    });
    expect(await first).toMatchObject({ name: "TimeoutError", message: expect.stringMatching(/\(requestTimeout\)$/) });
  });

  it.each(["send", "stream"] as const)("%s settles when the server switches protocols unasked", async (method) => {
    await using server = await rawServer((socket) =>
      socket.on("data", () => socket.write("HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n")),
    );
    const transport = nodeHttpTransport();
    const sent =
      method === "send"
        ? transport.send(requestTo(server.url), {})
        : transport.stream?.(requestTo(server.url), { protocol: "http/1.1" });
    await expect(sent).rejects.toMatchObject({ name: "ConnectionError", code: "ECONNRESET" });
  });

  it("tells a TLS failure in one line, without OpenSSL's sources", async () => {
    await using server = await rawServer((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"));
    const error = (await nodeHttpTransport()
      .send(requestTo(server.url.replace("http:", "https:")), {})
      .catch((reason: unknown) => reason)) as Error;
    expect(error.message).toMatch(/^TLS with 127\.0\.0\.1:\d+ failed: [^\n]+ \((?:EPROTO|ERR_SSL_\w+)\)$/);
    expect(error.message).toMatch(/wrong.version.number/i);
    expect(error.message).not.toMatch(/\.c:|openssl\//);
  });

  it.each([
    [{ maxSocket: 5 }, "maxSocket", "Did you mean maxSockets?"],
    [{ maxSockets: 0 }, "maxSockets", "a whole number of at least 1, or Infinity, but is 0"],
    [{ ca: "pem" }, "ca", "Did you mean tls ({ ca })?"],
    [{ tls: "pem" }, "tls", "must be an object, but is a string"],
    [{ http2: { pingIntervall: 5 } }, "http2", "Did you mean pingInterval?"],
    [{ http2: { streamWindow: 1 } }, "http2", "a whole number from 65535 to 16777216, but is 1"],
    [{ http2: { fallback: "h3" } }, "http2", 'but is "h3"'],
  ])("refuses the options %j", (options, option, text) => {
    const error = errorOf(() => nodeHttpTransport(options as never));
    expect(error).toMatchObject({ name: "ConfigError", option });
    expect((error as Error).message).toContain(text);
  });

  it("opens no more sockets than it may", async () => {
    await using server = await httpServer((_request, response) => setTimeout(() => response.end(), 5));
    const transport = nodeHttpTransport({ maxSockets: 2 });
    await Promise.all(Array.from({ length: 8 }, () => transport.send(requestTo(server.url), {})));
    expect(server.connections).toBe(2);
    transport.close();
  });

  it("reports a kept connection that the server has closed as reset", async () => {
    let answers = 0;
    await using server = await rawServer((socket) =>
      socket.on("data", () => {
        if (answers++ === 0) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        else socket.resetAndDestroy();
      }),
    );
    const transport = nodeHttpTransport();
    await transport.send(requestTo(server.url), {});
    const error = await transport.send(requestTo(server.url), {}).catch((reason: unknown) => reason);
    expect(server.connections).toBe(1);
    expect(error).toMatchObject({ name: "ConnectionError", code: "ECONNRESET" });
    transport.close();
  });

  it("checks the name in a certificate, and takes a certificate authority", async () => {
    await using right = await httpsServer(localhostCertificate, (_request, response) => response.end("{}"));
    await using wrong = await httpsServer(otherHostCertificate, (_request, response) => response.end("{}"));
    const transport = nodeHttpTransport({ tls: { ca: [localhostCertificate.cert, otherHostCertificate.cert] } });
    const limits = { connectTimeout: 2000, requestTimeout: 2000 };
    expect((await transport.send(requestTo(right.url), limits)).status).toBe(200);
    await expect(transport.send(requestTo(wrong.url), limits)).rejects.toMatchObject({
      name: "ConnectionError",
      code: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
    transport.close();
  });

  it("limits the TLS handshake by connectTimeout", async () => {
    await using silent = await rawServer(() => {});
    const transport = nodeHttpTransport();
    const sent = transport.send(requestTo(silent.url.replace("http:", "https:")), { connectTimeout: 30 });
    await expect(sent).rejects.toMatchObject({ name: "TimeoutError", kind: "connect", milliseconds: 30 });
    transport.close();
  });

  it("gives up a connection whose request was answered before it was sent, and says when one was", async () => {
    let pause = 1_200;
    await using server = await rawServer((socket) =>
      socket.once("data", () => {
        socket.pause();
        socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}");
        setTimeout(() => socket.resume(), pause);
      }),
    );
    const transport = nodeHttpTransport();
    const taken = vi.fn();
    const send = async () =>
      transport.send(requestTo(server.url, new Uint8Array(30_000_000)), { onRequestTaken: taken });
    expect((await send()).status).toBe(413);
    await expect.poll(() => server.open, { interval: 10, timeout: 3_000 }).toBe(0);
    expect(taken).not.toHaveBeenCalled();

    pause = 10;
    expect((await send()).status).toBe(413);
    await expect.poll(() => taken.mock.calls.length, { interval: 2 }).toBe(1);
    expect(server.open).toBe(1);
    transport.close();
  });

  it("ends the limit on connecting once connected", async () => {
    await using server = await httpServer((_request, response) => setTimeout(() => response.end(), 60));
    const transport = nodeHttpTransport();
    expect((await transport.send(requestTo(server.url), { connectTimeout: 30 })).status).toBe(200);
    transport.close();
  });
});
