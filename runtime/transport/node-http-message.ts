import type http from "node:http";
import type { Socket } from "node:net";
import type { ConnectionLimits } from "./connection-limits.js";
import type { TransportRequest } from "./transport.js";

/** The headers of a request, with the length of its body, which a signed one has already. */
export function headersOf(request: TransportRequest): http.OutgoingHttpHeaders {
  const { headers } = request;
  if (headers["content-length"] !== undefined) return { ...headers };
  return { ...headers, "content-length": (request.pieces ?? request.body).byteLength };
}

/** The headers of a response, repeated ones joined. */
export function flattenHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = Object.create(null);
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === "string" ? value : value.join(", ");
  }
  return flat;
}

/** Holds the limit on getting a connection, for a socket that has none yet. */
export function watchConnection(socket: Socket, limits: ConnectionLimits): void {
  if (!socket.connecting) return;
  limits.connecting();
  socket.once("encrypted" in socket ? "secureConnect" : "connect", limits.connected);
}
