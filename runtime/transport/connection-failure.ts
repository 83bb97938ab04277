import { ConnectionError } from "../errors/connection-error.js";

/** The response ended before it was complete: fewer bytes than announced, or a connection cut in the middle. */
export const truncatedResponse = "ERR_TRUNCATED_RESPONSE";

/** The peer does not speak HTTP/2. */
export const noHttp2 = "ERR_NO_HTTP2";

/** The network failed and the platform tells no more, which is all that browsers say. */
export const unknownNetworkFailure = "ERR_NETWORK";

/** What the codes of Node's sockets and resolver mean, in words. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused; is anything listening there?",
  ECONNRESET: "the connection was closed before a response arrived",
  ECONNABORTED: "the connection was aborted",
  EPIPE: "the connection was closed while the request was being sent",
  ETIMEDOUT: "the network gave no answer in time",
  EHOSTUNREACH: "there is no route to the host",
  ENETUNREACH: "there is no route to the network",
  ENOTFOUND: "the host name does not resolve; check the region, the endpoint and the network",
  EAI_AGAIN: "the host name could not be resolved just now",
  EADDRNOTAVAIL: "no local address or port is free",
  EMFILE: "the process has too many open files and sockets",
  ERR_HTTP2_STREAM_ERROR: "the HTTP/2 stream was reset before a response arrived",
  ERR_HTTP2_STREAM_CANCEL: "the HTTP/2 session ended before a response arrived",
  ERR_HTTP2_SESSION_ERROR: "the HTTP/2 session was ended before a response arrived",
  ERR_HTTP2_GOAWAY_SESSION: "the HTTP/2 session takes no more requests",
  [unknownNetworkFailure]:
    "the network failed (offline, blocked, refused by CORS or reset; the platform does not tell)",
};

/** undici's codes for what Node's sockets have a code for. */
const undiciCodes: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: "ECONNRESET",
  UND_ERR_CONNECT_TIMEOUT: "ETIMEDOUT",
};

/** Certificate checks that OpenSSL fails; their codes carry no common prefix. */
const certificateCode =
  /CERT|^ERR_(?:TLS|SSL)_|^UNABLE_TO_|^EPROTO$|^HOSTNAME_MISMATCH$|^INVALID_(?:CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$|^CRL_/;

/** Turns what a socket, a resolver or `fetch` failed with into the error that callers see. `host` includes a port. */
export function connectionFailure(error: unknown, host: string): ConnectionError {
  const { code, detail } = diagnose(error);
  const because = meanings[code];
  const tls = certificateCode.test(code);
  const message = tls
    ? `TLS with ${host} failed: ${detail} (${code})`
    : `No response from ${host}: ${because ?? detail} (${code})`;
  return new ConnectionError(message, { code, host, cause: error });
}

/** The error of a connection that closed without a response and without a word why. */
export function closedUnanswered(host: string): ConnectionError {
  return connectionFailure(Object.assign(new Error("closed without a response"), { code: "ECONNRESET" }), host);
}

/** The error of a response that broke off. `total` is the announced length, if there was one. */
export function truncation(
  host: string,
  received: number,
  total: number | undefined,
  cause?: unknown,
): ConnectionError {
  const extent = total === undefined ? `${received} bytes` : `${received} of ${total} bytes`;
  const message = `The response of ${host} broke off after ${extent} (${truncatedResponse})`;
  return new ConnectionError(message, { code: truncatedResponse, host, cause });
}

/** The error of an event stream that broke off: the session failed, the stream was reset, the connection was cut. */
export function brokenStream(host: string, received: number, cause: unknown): ConnectionError {
  const { code, detail } = diagnose(cause);
  const because = code === unknownNetworkFailure ? "" : `: ${detail}`;
  const message = `The stream from ${host} broke off after ${received} bytes${because} (${truncatedResponse})`;
  return new ConnectionError(message, { code: truncatedResponse, host, cause });
}

/** The error of a peer that does not speak HTTP/2, where it must. */
export function withoutHttp2(host: string, cause: unknown): ConnectionError {
  const message =
    `${host} does not speak HTTP/2, which the operation needs (${noHttp2}). ` +
    'To try HTTP/1.1, give the client the transport nodeHttpTransport({ http2: { fallback: "http/1.1" } }).';
  return new ConnectionError(message, { code: noHttp2, host, cause });
}

/** The length that a response announces; undefined when it is absent, no number, or that of an encoded body. */
export function announcedLength(headers: Readonly<Record<string, string>>): number | undefined {
  const length = headers["content-length"];
  return length !== undefined && /^\d+$/.test(length) && headers["content-encoding"] === undefined
    ? Number(length)
    : undefined;
}

/**
 * OpenSSL's messages are lines of `error:0A00010B:SSL routines:ssl3_get_record:wrong version number:<source>:354:`, of
 * which the fourth part says something.
 */
function oneLine(message: string): string {
  return message
    .replace(/(?:[0-9A-F]+:)?error:[0-9A-F]+:[^:\n]*:[^:\n]*:([^:\n]+):[^\n]*/gi, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

function diagnose(error: unknown): { code: string; detail: string } {
  // `fetch` wraps what failed in a TypeError, Node's connection racing in an AggregateError; the code is on either.
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
    const { code } = current as { code?: unknown };
    if (typeof code === "string") return { code: undiciCodes[code] ?? code, detail: oneLine(current.message) || code };
  }
  return { code: unknownNetworkFailure, detail: error instanceof Error ? error.message : "an unknown failure" };
}
