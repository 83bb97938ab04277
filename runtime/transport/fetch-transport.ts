import { ConnectionError } from "../errors/connection-error.js";
import { holdAttemptLimits } from "./attempt-limits.js";
import { announcedLength, connectionFailure, truncatedResponse, truncation } from "./connection-failure.js";
import type { Transport, TransportOptions, TransportRequest, TransportResponse } from "./transport.js";

/** Settings of {@link fetchTransport}. */
export interface FetchTransportOptions {
  /**
   * The function that fetches.
   * @default the global `fetch`, looked up at each request
   */
  readonly fetch?: typeof fetch;
}

/** Headers that `fetch` derives from the URL and the body, to the values that were signed; browsers refuse to set them. */
const derivedHeaders: ReadonlySet<string> = new Set(["host", "content-length"]);

/**
 * A transport for browsers, workers, Bun and Deno, on the platform's `fetch`. Connections belong to the platform:
 * `connectTimeout` cannot be held and `close()` has nothing to release; `requestTimeout` covers the connection too.
 */
export function fetchTransport(options: FetchTransportOptions = {}): Transport {
  return {
    send: async (request, limits) => {
      limits.signal?.throwIfAborted();
      return exchange(options.fetch ?? globalThis.fetch, request, limits);
    },
    close: () => {},
  };
}

async function exchange(
  fetch: typeof globalThis.fetch,
  request: TransportRequest,
  options: TransportOptions,
): Promise<TransportResponse> {
  const { host } = new URL(request.url);
  const ending = new AbortController();
  const limits = holdAttemptLimits({ host, ...options }, (reason) => ending.abort(reason));
  try {
    // Only what every platform knows: some workers throw on `cache`, `credentials` or `mode`.
    const response = await fetch(request.url, {
      method: request.method,
      headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !derivedHeaders.has(name))),
      body: request.body as Uint8Array<ArrayBuffer>,
      redirect: "manual",
      signal: ending.signal,
    });
    return await receive(response, host);
  } catch (error) {
    // Whatever `fetch` makes of an abort, the caller gets the reason for it.
    if (ending.signal.aborted) throw ending.signal.reason;
    throw error instanceof ConnectionError ? error : connectionFailure(error, host);
  } finally {
    limits.release();
  }
}

async function receive(response: Response, host: string): Promise<TransportResponse> {
  if (response.type === "opaqueredirect") {
    throw new ConnectionError(`${host} answered with a redirect, which the browser does not let anybody see`, {
      code: "ERR_REDIRECTED",
      host,
    });
  }
  const headers = Object.fromEntries(response.headers);
  const total = announcedLength(headers);
  const body = new Uint8Array(await bodyOf(response, host, total));
  if (total !== undefined && total !== body.byteLength) throw truncation(host, body.byteLength, total);
  return { status: response.status, headers, body };
}

async function bodyOf(response: Response, host: string, total: number | undefined): Promise<ArrayBuffer> {
  try {
    return await response.arrayBuffer();
  } catch (cause) {
    // How much had arrived is lost with the buffer.
    const extent = total === undefined ? "its end" : `all of its ${total} bytes`;
    const message = `The response of ${host} broke off before ${extent} had arrived (${truncatedResponse})`;
    throw new ConnectionError(message, { code: truncatedResponse, host, cause });
  }
}
