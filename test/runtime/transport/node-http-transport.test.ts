import { describe, expect, it } from "vitest";
import { nodeHttpTransport } from "../../../runtime/transport/node-http-transport.js";
import { localhostCertificate, otherHostCertificate } from "../../support/certificates/certificates.js";
import { httpServer, httpsServer, rawServer, requestTo } from "./local-server.js";

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

  it("gives up a connection whose request was answered before it was sent", async () => {
    await using server = await rawServer((socket) =>
      socket.once("data", () => {
        socket.pause();
        socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}");
        setTimeout(() => socket.resume(), 10);
      }),
    );
    const transport = nodeHttpTransport();
    expect((await transport.send(requestTo(server.url, new Uint8Array(30_000_000)), {})).status).toBe(413);
    await expect.poll(() => server.open, { interval: 2 }).toBe(0);
    transport.close();
  });

  it("ends the limit on connecting once connected", async () => {
    await using server = await httpServer((_request, response) => setTimeout(() => response.end(), 60));
    const transport = nodeHttpTransport();
    expect((await transport.send(requestTo(server.url), { connectTimeout: 30 })).status).toBe(200);
    transport.close();
  });
});
