import { ConnectionError } from "../errors/connection-error.js";
import { announcedLength, truncatedResponse, truncation } from "./connection-failure.js";
import { type FetchSettings, fetchWithin, headersOfFetched } from "./fetch-message.js";
import type { Transport, TransportResponse } from "./transport.js";

/** The part of a transport on `fetch` that carries calls, which every program needs. */
export function fetchCalls(settings: FetchSettings = {}): Transport {
  return {
    send: async (request, limits) => fetchWithin(settings, request, limits, receive),
    close: () => {},
  };
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
