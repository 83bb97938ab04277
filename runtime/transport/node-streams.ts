import type { AgentOptions } from "node:https";
import { ConnectionError } from "../errors/connection-error.js";
import { noHttp2 } from "./connection-failure.js";
import { createNodeHttpAgents } from "./node-http-agents.js";
import { nodeHttpStream } from "./node-http-stream.js";
import { type Http2Options, type NodeHttp2Streams, nodeHttp2Streams } from "./node-http2-streams.js";
import { locationOf } from "./request-location.js";
import type { StreamTransport } from "./transport.js";

/** Settings of HTTP/2, and what to do without it. */
export interface NodeHttp2Options extends Http2Options {
  /**
   * What to do when the service wants HTTP/2 and the host does not speak it. `"never"`: fail with a
   * {@link ConnectionError} of code ERR_NO_HTTP2. `"http/1.1"`: try that instead.
   * @default "never"
   */
  readonly fallback?: "never" | "http/1.1" | undefined;
}

/**
 * The part of Node's transport that carries event streams: over HTTP/2 where the service asks for it, on sessions that
 * streams share, and otherwise over HTTP/1.1.
 */
export function nodeStreams(
  { fallback = "never", ...http2 }: NodeHttp2Options = {},
  tls?: AgentOptions,
): StreamTransport {
  // Streams hold their sockets for minutes: they must not use up those of calls.
  const agents = createNodeHttpAgents({ maxSockets: Number.POSITIVE_INFINITY, tls });
  let streams: NodeHttp2Streams | undefined;
  const withoutHttp2 = new Set<string>();
  return {
    stream: async (request, limits) => {
      limits.signal?.throwIfAborted();
      const location = locationOf(request.url);
      const { origin } = location.url;
      if (limits.protocol === "h2" && !withoutHttp2.has(origin)) {
        // Loaded when needed: most clients never stream. Of our own modules none is loaded so: a bundler would have to
        // keep apart whatever such a module imports, which makes all programs larger.
        streams ??= nodeHttp2Streams(process.getBuiltinModule("node:http2").connect, http2, tls);
        try {
          return await streams.stream(request, limits);
        } catch (error) {
          if (fallback === "never" || !(error instanceof ConnectionError) || error.code !== noHttp2) throw error;
          withoutHttp2.add(origin);
        }
      }
      limits.signal?.throwIfAborted();
      return nodeHttpStream(agents.open(request, location), request, location.host, limits);
    },
    close: () => {
      agents.close();
      streams?.close();
    },
  };
}
