import { ConnectionError } from "../errors/connection-error.js";
import type { TransportRequest } from "./transport.js";

/** Headers that `fetch` derives from the URL and the body, to the values that were signed; browsers refuse to set them. */
const derivedHeaders: ReadonlySet<string> = new Set(["host", "content-length"]);

/** A request as `fetch` takes it. Only what every platform knows: some workers throw on `cache`, `credentials` or `mode`. */
export function fetchOptions({ method, headers, body }: TransportRequest, signal: AbortSignal): RequestInit {
  return {
    method,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !derivedHeaders.has(name))),
    body: body as Uint8Array<ArrayBuffer>,
    redirect: "manual",
    signal,
  };
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
