import { systemFailure } from "#platform";
import { fetchCalls } from "./fetch-calls.js";
import { fetchStreams } from "./fetch-streams.js";
import type { Transport } from "./transport.js";

/** Settings of {@link fetchTransport}. */
export interface FetchTransportOptions {
  /**
   * The function that fetches.
   * @default the global `fetch`, looked up at each request
   */
  readonly fetch?: typeof fetch;
}

/**
 * A transport for browsers, workers, Bun and Deno, on the platform's `fetch`. Connections belong to the platform:
 * `connectTimeout` cannot be held and `close()` has nothing to release; `requestTimeout` covers the connection too. Event
 * streams come over HTTP/2 where the platform speaks it with the host, as browsers do; Node's `fetch` does not.
 */
export function fetchTransport(options: FetchTransportOptions = {}): Transport {
  // Node's `fetch` fails with the codes of its sockets.
  const settings = { fetch: options.fetch, explain: systemFailure };
  const { send, close } = fetchCalls(settings);
  return { send, stream: fetchStreams(settings).stream, close };
}
