import type http from "node:http";
import { holdConnectionLimits } from "./connection-limits.js";
import { flattenHeaders, watchConnection } from "./node-http-message.js";
import { streamBody } from "./stream-body.js";
import { brokenSocketStream, closedUnanswered, socketFailure } from "./system-failure.js";
import type { StreamingOptions, StreamingResponse, TransportRequest } from "./transport.js";

/** TCP probes of a connection that nothing moves on, in milliseconds: HTTP/1.1 has no ping of its own. */
const keepAliveProbes = 10_000;

/** Sends a request, which was opened for it, over HTTP/1.1 and resolves when the response has begun. */
export function nodeHttpStream(
  outgoing: http.ClientRequest,
  request: TransportRequest,
  host: string,
  options: StreamingOptions,
): Promise<StreamingResponse> {
  const { now = () => undefined } = options;
  return new Promise((resolve, reject) => {
    let begun = false;
    const fail = (reason: unknown): void => {
      limits.release();
      reject(reason);
      outgoing.destroy();
    };
    const limits = holdConnectionLimits({ host, ...options }, fail);

    outgoing.once("socket", (socket) => {
      socket.setKeepAlive(true, keepAliveProbes);
      watchConnection(socket, limits);
    });
    outgoing.once("response", (incoming) => {
      begun = true;
      limits.release();
      let lastActivity = now();
      const { chunks, cancel } = streamBody(incoming, {
        broken: (received, cause) => brokenSocketStream(host, received, cause),
        isWhole: () => incoming.complete,
        onData: () => {
          lastActivity = now();
        },
        abandon: () => outgoing.destroy(),
        signal: options.signal,
      });
      const status = incoming.statusCode ?? 0;
      const headers = flattenHeaders(incoming.headers);
      resolve({ status, headers, body: chunks, cancel, lastActivity: () => lastActivity });
    });
    outgoing.on("error", (error) => {
      // Once a response is on its way, it tells by itself whether it arrived whole.
      if (!begun) fail(socketFailure(error, host));
    });
    // A 101, which nobody asked for, closes the connection without a response and without an error.
    outgoing.once("close", () => {
      if (!begun) fail(closedUnanswered(host));
    });
    outgoing.end(request.body);
  });
}
