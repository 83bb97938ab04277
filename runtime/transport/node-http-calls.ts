import type http from "node:http";
import { startBackgroundTimer } from "../clock.js";
import { ReusedMemory } from "../protocol/body-memory.js";
import { CollectedBody } from "./collected-body.js";
import { announcedLength, truncation } from "./connection-failure.js";
import { holdConnectionLimits } from "./connection-limits.js";
import { createNodeHttpAgents, type NodeHttpAgentSettings } from "./node-http-agents.js";
import { flattenHeaders, watchConnection } from "./node-http-message.js";
import { locationOf } from "./request-location.js";
import { sendPieces } from "./send-pieces.js";
import { closedUnanswered, socketFailure } from "./system-failure.js";
import type { Transport, TransportOptions, TransportRequest, TransportResponse } from "./transport.js";

/** The part of Node's transport that carries calls, which every program needs: HTTP/1.1, no streams. */
export function nodeHttpCalls(settings: NodeHttpAgentSettings = { maxSockets: defaultMaxSockets }): Transport {
  const agents = createNodeHttpAgents(settings);
  const memory = new ReusedMemory();
  return {
    send: async (request, limits) => {
      limits.signal?.throwIfAborted();
      const location = locationOf(request.url);
      // A promise that is returned, and not awaited, takes three turns of the promise queue.
      return await exchange(agents.open(request, location), request, location.host, limits, memory);
    },
    close: () => {
      agents.close();
      memory.clear();
    },
  };
}

/** How many sockets may be open to one host, unless told otherwise. */
export const defaultMaxSockets = 50;

function exchange(
  outgoing: http.ClientRequest,
  request: TransportRequest,
  host: string,
  options: TransportOptions,
  memory: ReusedMemory,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    let response: http.IncomingMessage | undefined;

    const fail = (reason: unknown) => {
      limits.release();
      reject(reason);
      outgoing.destroy();
    };
    let waiting = true;
    const waitsFor = (): string | undefined => (waiting ? "it waited for a free socket (maxSockets)" : undefined);
    const limits = holdConnectionLimits({ host, ...options, waitsFor }, fail);

    if (outgoing.reusedSocket) waiting = false;
    else {
      outgoing.on("socket", (socket) => {
        waiting = false;
        watchConnection(socket, limits);
      });
    }
    // Here and below `on` where `once` would do: it costs half as much, and a call has many of them.
    outgoing.on("response", (incoming) => {
      response = incoming;
      const succeed = (whole: TransportResponse): void => {
        limits.release();
        resolve(whole);
        if (!outgoing.writableFinished) abandonUnlessTaken(outgoing);
      };
      receive(incoming, host, memory, succeed, fail);
    });
    outgoing.on("error", (error) => {
      // Once a response is on its way, it tells by itself whether it arrived whole.
      if (response === undefined) fail(socketFailure(error, host));
    });
    const { onRequestTaken } = options;
    // Node says that it has finished of what was destroyed, too.
    if (onRequestTaken !== undefined) outgoing.on("finish", () => outgoing.destroyed || onRequestTaken());
    // A 101, which nobody asked for, closes the connection without a response and without an error.
    outgoing.on("close", () => {
      if (response === undefined) fail(closedUnanswered(host));
    });
    if (request.pieces === undefined) outgoing.end(request.body);
    else sendPieces(outgoing, request.pieces, fail);
  });
}

/** How long a request may still be under way when its response is complete, in milliseconds. */
const lateness = 1_000;

/**
 * A server may answer, with 413 for one, before it has read all: such a connection cannot be used again. But of a large
 * body Node learns that it is gone only a turn or two after it has read what the server answered to it.
 */
function abandonUnlessTaken(outgoing: http.ClientRequest): void {
  const cancel = startBackgroundTimer(lateness, () => outgoing.destroy());
  outgoing.once("finish", cancel);
  outgoing.once("close", cancel);
}

/** Calls one of `succeed` and `fail`, once. */
function receive(
  incoming: http.IncomingMessage,
  host: string,
  memory: ReusedMemory,
  succeed: (response: TransportResponse) => void,
  fail: (reason: unknown) => void,
): void {
  const headers = flattenHeaders(incoming.headers);
  const total = announcedLength(headers);
  const body = new CollectedBody(total, memory);
  let complete = false;
  let cause: unknown;
  incoming.on("data", (chunk: Buffer) => body.add(chunk));
  incoming.on("error", (error) => {
    cause = error;
  });
  incoming.on("end", () => {
    complete = total === undefined || total === body.received;
    if (complete) succeed({ status: incoming.statusCode ?? 0, headers, body: body.bytes(), release: body.release });
  });
  incoming.on("close", () => {
    // Not before: to make an error for a response that is whole costs as much as to send it.
    if (!complete) fail(truncation(host, body.received, total, cause));
  });
}
