import { ConnectionError } from "../errors/connection-error.js";
import { holdAttemptLimits } from "./attempt-limits.js";
import { connectionFailure, type ExplainFailure } from "./connection-failure.js";
import { locationOf } from "./request-location.js";
import type { TransportOptions, TransportRequest } from "./transport.js";

/** What fetches, and how it fails. */
export interface FetchSettings {
  /** @default the global `fetch`, looked up at each request */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** What knows codes that this `fetch` fails with. */
  readonly explain?: ExplainFailure | undefined;
}

/** Headers that `fetch` derives from the URL and the body, to the values that were signed; browsers refuse to set them. */
const derivedHeaders: ReadonlySet<string> = new Set(["host", "content-length"]);

/** A request as `fetch` takes it. Only what every platform knows: some workers throw on `cache`, `credentials` or `mode`. */
function fetchOptions({ method, headers, body }: TransportRequest, signal: AbortSignal): RequestInit {
  return {
    method,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !derivedHeaders.has(name))),
    body: body as Uint8Array<ArrayBuffer>,
    redirect: "manual",
    signal,
  };
}

/**
 * Fetches within the limits of an attempt, which hold until `read` is done with the response. `ending` goes on to end the
 * fetch, should the body be read later. Whatever `fetch` makes of an abort, the caller gets the reason for it.
 */
export async function fetchWithin<Result>(
  { fetch = globalThis.fetch, explain }: FetchSettings,
  request: TransportRequest,
  options: TransportOptions,
  read: (response: Response, host: string, ending: AbortController) => Promise<Result>,
): Promise<Result> {
  options.signal?.throwIfAborted();
  const { host } = locationOf(request.url);
  const ending = new AbortController();
  const limits = holdAttemptLimits({ host, ...options }, (reason) => ending.abort(reason));
  try {
    return await read(await fetch(request.url, fetchOptions(request, ending.signal)), host, ending);
  } catch (error) {
    if (ending.signal.aborted) throw ending.signal.reason;
    throw error instanceof ConnectionError ? error : connectionFailure(error, host, explain);
  } finally {
    limits.release();
  }
}

/** The headers of a response. @throws ConnectionError for a redirect that browsers hide */
export function headersOfFetched(response: Response, host: string): Record<string, string> {
  if (response.type === "opaqueredirect") {
    throw new ConnectionError(`${host} answered with a redirect, which the browser does not let anybody see`, {
      code: "ERR_REDIRECTED",
      host,
    });
  }
  return Object.fromEntries(response.headers);
}
