import type { AgentOptions } from "node:https";
import { checkNodeHttpOptions } from "./check-node-http-options.js";
import { defaultMaxSockets, nodeHttpCalls } from "./node-http-calls.js";
import { type NodeHttp2Options, nodeStreams } from "./node-streams.js";
import type { Transport } from "./transport.js";

/** Settings of {@link nodeHttpTransport}. */
export interface NodeHttpTransportOptions {
  /**
   * How many sockets may be open to one host. Requests beyond that wait their turn, and the wait counts towards
   * `requestTimeout`.
   * @default 50
   */
  readonly maxSockets?: number;
  /**
   * More TLS options, such as `{ ca }` for a private certificate authority, as `https.Agent` takes them.
   * @default none
   */
  readonly tls?: AgentOptions;
  /** How event streams are carried over HTTP/2, by the services that ask for it. */
  readonly http2?: NodeHttp2Options;
}

/**
 * The default transport on Node: HTTP/1.1 over `node:http` and `node:https`, connections kept alive and reused, Nagle's
 * algorithm off; event streams over HTTP/2 where the service asks for it, on sessions that streams share. A connection
 * that the server closed while it was idle fails the request that meets it with ECONNRESET, which is retried like any
 * transient failure.
 */
export function nodeHttpTransport(options: NodeHttpTransportOptions = {}): Transport {
  checkNodeHttpOptions(options);
  const { maxSockets = defaultMaxSockets, tls, http2 } = options;
  const calls = nodeHttpCalls({ maxSockets, tls });
  const streams = nodeStreams(http2, tls);
  return {
    send: calls.send,
    stream: streams.stream,
    close: () => {
      calls.close();
      streams.close();
    },
  };
}
