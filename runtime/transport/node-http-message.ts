import type http from "node:http";
import type { Socket } from "node:net";
import type { ConnectionLimits } from "./connection-limits.js";
import { bodyOf, type TransportRequest } from "./transport.js";

/**
 * The headers of a request: names and values in turn, which Node writes as they are. From an object it would first make one
 * of its own, which takes a fiftieth of a small call. Host and length are added where the request was not signed.
 */
export function headersOf(request: TransportRequest, host: string): string[] {
  const { headers } = request;
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name] as string);
  if (headers.host === undefined) list.push("host", host);
  if (headers["content-length"] === undefined) list.push("content-length", String(bodyOf(request).byteLength));
  return list;
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
