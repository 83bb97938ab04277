import type { ClientContext } from "../client-context.js";
import { ConnectionError } from "../errors/connection-error.js";
import { ShardwrightError } from "../errors/shardwright-error.js";
import { isObject } from "../is-object.js";
import type { CallEvent } from "../observe/hooks.js";
import { redactHeaders } from "../observe/redact-headers.js";
import { type ResponseHead, requestIdOf } from "../protocol/response-headers.js";
import type { AttemptContext } from "../retry/retry-policy.js";
import { bodyOf, type TransportRequest } from "../transport/transport.js";

/** The part of a call that an exchange concerns. */
export interface ExchangeOfCall {
  readonly event: CallEvent;
  readonly signal: AbortSignal | undefined;
  /** Told that a request goes out. */
  readonly onSend: () => void;
}

/**
 * Sends a request and tells the observer of it and of the response. `bodyBytes` says how long the response's body is, as
 * far as it has arrived.
 */
export async function observedExchange<Response extends ResponseHead>(
  { observer, settings: { clock } }: ClientContext,
  { event, signal, onSend }: ExchangeOfCall,
  { attempt, maxAttempts }: AttemptContext,
  request: TransportRequest,
  start: () => Promise<Response>,
  bodyBytes: (response: Response) => number,
): Promise<Response> {
  const { url } = request;
  observer.request(() => {
    const headers = redactHeaders(request.headers);
    return { ...event, attempt, maxAttempts, url, headers, bodyBytes: bodyOf(request).byteLength };
  });
  const sent = clock.now();
  onSend();
  let response: Response;
  try {
    response = answered(await start(), event.operation, url);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw knownFailure(error, event.operation, url, "reach");
  }
  observer.response(() => {
    const { status, headers } = response;
    return {
      ...event,
      attempt,
      status,
      requestId: requestIdOf(headers),
      headers: redactHeaders(headers),
      bodyBytes: bodyBytes(response),
      duration: clock.now() - sent,
    };
  });
  return response;
}

/** A transport of the caller's own may resolve with anything. */
function answered<Response extends ResponseHead>(response: Response, operation: string, url: string): Response {
  const { status, headers, body } = (response ?? {}) as { readonly [name: string]: unknown };
  if (Number.isInteger(status) && isObject(headers) && body != null) return response;
  const message = `${operation}: the transport answered with no response { status, headers, body }`;
  throw new ConnectionError(message, { host: new URL(url).host });
}

/**
 * The error itself if it is ours. A transport of the caller's own may fail in its own way; a system code is kept then,
 * since retrying goes by it.
 */
export function knownFailure(
  error: unknown,
  operation: string,
  url: string,
  task: "reach" | "read from",
): ShardwrightError {
  if (error instanceof ShardwrightError) return error;
  const code = (error as { readonly code?: unknown } | null | undefined)?.code;
  const { host } = new URL(url);
  const details = { host, cause: error, ...(typeof code === "string" && { code }) };
  return new ConnectionError(`${operation}: the transport failed to ${task} ${host}`, details);
}
