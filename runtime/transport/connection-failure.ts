import { ConnectionError } from "../errors/connection-error.js";

/** The response ended before it was complete: fewer bytes than announced, or a connection cut in the middle. */
export const truncatedResponse = "ERR_TRUNCATED_RESPONSE";

/** The peer does not speak HTTP/2. */
export const noHttp2 = "ERR_NO_HTTP2";

/** The network failed and the platform tells no more, which is all that browsers say. */
export const unknownNetworkFailure = "ERR_NETWORK";

/** Turns what a socket, a resolver or `fetch` failed with into the error that callers see. `host` includes a port. */
export function connectionFailure(error: unknown, host: string, explain?: ExplainFailure): ConnectionError {
  const { code, detail, meaning = detail, tls } = diagnose(error, explain);
  const what = tls ? `TLS with ${host} failed: ${detail}` : `No response from ${host}: ${meaning}`;
  const message = `${what} (${code})`;
  return new ConnectionError(message, { code, host, cause: error });
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
export function brokenStream(
  host: string,
  received: number,
  cause: unknown,
  explain?: ExplainFailure,
): ConnectionError {
  const { code, detail } = diagnose(cause, explain);
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

/** What is known of a failure. */
export interface Diagnosis {
  readonly code: string;
  /** What the platform says. */
  readonly detail: string;
  /** What the code means, in words, where that says more. */
  readonly meaning?: string | undefined;
  /** Whether TLS failed, and not the connection below it. */
  readonly tls?: boolean;
}

/** Tells what a code of the system's means, and what of the platform's message is worth telling. */
export type ExplainFailure = (code: string, message: string) => Diagnosis;

/** Where nobody knows such codes they are passed on, with the platform's message. */
export const passOn: ExplainFailure = (code, detail) => ({ code, detail });

function diagnose(error: unknown, explain: ExplainFailure = passOn): Diagnosis {
  // `fetch` wraps what failed in a TypeError, Node's connection racing in an AggregateError; the code is on either.
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
    const { code } = current as { code?: unknown };
    if (typeof code === "string" && code !== unknownNetworkFailure) return explain(code, current.message || code);
  }
  return {
    code: unknownNetworkFailure,
    detail: error instanceof Error ? error.message : "an unknown failure",
    meaning: "the network failed (offline, blocked, refused by CORS or reset; the platform does not tell)",
  };
}
