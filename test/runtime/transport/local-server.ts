import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import type { TransportRequest } from "../../../runtime/transport/transport.js";
import type { Certificate } from "../../support/certificates/certificates.js";

/** A server on 127.0.0.1, on a port of its own. */
export interface LocalServer extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** How many connections were opened so far. */
  readonly connections: number;
  /** How many of them are open. */
  readonly open: number;
  /** Cuts every connection, without a word. */
  cut(): void;
}

/** Serves HTTP. */
export function httpServer(handler: http.RequestListener): Promise<LocalServer> {
  return listen(http.createServer({ keepAliveTimeout: 60_000 }, handler), "http");
}

/** Serves HTTPS. */
export function httpsServer(certificate: Certificate, handler: http.RequestListener): Promise<LocalServer> {
  return listen(https.createServer({ ...certificate }, handler), "https");
}

/** Serves bytes, for what no HTTP server would send. */
export function rawServer(handler: (socket: net.Socket) => void): Promise<LocalServer> {
  return listen(net.createServer(handler), "http");
}

async function listen(server: net.Server, scheme: "http" | "https"): Promise<LocalServer> {
  const sockets = new Set<net.Socket>();
  let connections = 0;
  server.on("connection", (socket: net.Socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}/`,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    cut,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
    },
  };
}

/** A port of 127.0.0.1 where nothing listens. */
export async function closedPort(): Promise<number> {
  await using server = await rawServer(() => {});
  return server.port;
}

/** A request to that URL. */
export function requestTo(url: string, body: string | Uint8Array = "{}"): TransportRequest {
  return {
    method: "POST",
    url,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Kinesis_20131202.ListStreams" },
    body: typeof body === "string" ? new TextEncoder().encode(body) : body,
  };
}

/** Reads the body of a request, or of anything that streams. */
export async function bodyOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
