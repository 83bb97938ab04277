import { ConnectionError } from "../errors/connection-error.js";
import { holdAttemptLimits } from "./attempt-limits.js";
import { announcedLength, connectionFailure, truncatedResponse, truncation } from "./connection-failure.js";
import { fetchOptions, headersOfFetched } from "./fetch-message.js";
import type { Transport, TransportOptions, TransportRequest, TransportResponse } from "./transport.js";

/** The part of a transport on `fetch` that carries calls, which every program needs. */
export function fetchCalls(options: { readonly fetch?: typeof fetch | undefined } = {}): Transport {
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
    const response = await fetch(request.url, fetchOptions(request, ending.signal));
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
  const headers = headersOfFetched(response, host);
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
