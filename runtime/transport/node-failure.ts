import type { ConnectionError } from "../errors/connection-error.js";
import { brokenStream, connectionFailure, type ExplainFailure } from "./connection-failure.js";
import { socketFailureOf } from "./system-failure.js";

/** What the codes of Node's HTTP/2 mean, in words. */
const meanings: Readonly<Record<string, string>> = {
  ERR_HTTP2_STREAM_ERROR: "the HTTP/2 stream was reset before a response arrived",
  ERR_HTTP2_STREAM_CANCEL: "the HTTP/2 session ended before a response arrived",
  ERR_HTTP2_SESSION_ERROR: "the HTTP/2 session was ended before a response arrived",
  ERR_HTTP2_GOAWAY_SESSION: "the HTTP/2 session takes no more requests",
};

/** undici's codes for what Node's sockets have a code for. */
const undiciCodes: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: "ECONNRESET",
  UND_ERR_CONNECT_TIMEOUT: "ETIMEDOUT",
};

/**
 * What all that Node has to carry requests means by a code: its sockets, HTTP/2, its `fetch`. Calls over HTTP/1.1 know
 * those of sockets alone: a program without streams bundles no others.
 */
export const nodeFailure: ExplainFailure = (code, message) => {
  const failure = socketFailureOf(undiciCodes[code] ?? code, message);
  return { ...failure, meaning: meanings[code] ?? failure.meaning };
};

/** Turns what a session or stream of HTTP/2 failed with into the error that callers see. `host` includes a port. */
export function http2Failure(error: unknown, host: string): ConnectionError {
  return connectionFailure(error, host, nodeFailure);
}

/** As {@link brokenStream}, for a stream of HTTP/2. */
export function brokenHttp2Stream(host: string, received: number, cause: unknown): ConnectionError {
  return brokenStream(host, received, cause, nodeFailure);
}
