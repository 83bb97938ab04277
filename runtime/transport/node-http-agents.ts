import type http from "node:http";
import type https from "node:https";
import { headersOf } from "./node-http-message.js";
import type { RequestLocation } from "./request-location.js";
import type { TransportRequest } from "./transport.js";

/** What agents are made with. */
export interface NodeHttpAgentSettings {
  /** How many sockets may be open to one host. */
  readonly maxSockets: number;
  /** More TLS options, as `https.Agent` takes them. */
  readonly tls?: https.AgentOptions | undefined;
}

/** The connections of HTTP/1.1, with TLS and without, kept alive and reused, Nagle's algorithm off. */
export interface NodeHttpAgents {
  /** Begins a request to a location on a connection of an agent's. */
  readonly open: OpenRequest;
  /** Closes idle connections now and the others when they become idle. */
  close(): void;
}

type OpenRequest = (request: TransportRequest, location: RequestLocation) => http.ClientRequest;

/**
 * Makes agents, which open connections when they are asked to. Node's modules are loaded with the first request: who only
 * imports the package should not wait for them, and few programs need both.
 */
export function createNodeHttpAgents({ maxSockets, tls }: NodeHttpAgentSettings): NodeHttpAgents {
  const settings = { keepAlive: true, noDelay: true, maxSockets };
  const agents: http.Agent[] = [];
  let closed = false;
  let plain: OpenRequest | undefined;
  let secure: OpenRequest | undefined;

  function openBy(module: typeof http | typeof https, agent: http.Agent): OpenRequest {
    agents.push(agent);
    // After the agent's own listener, which hands the socket to whoever waits for one or keeps it.
    agent.on("free", () => closed && closeIdle(agent));
    agent.getName = nameOf as typeof agent.getName;
    return (request, { protocol, host, hostname, port, path }) => {
      const { method } = request;
      const headers = headersOf(request, host);
      // Where there is no TLS nobody asks for the server's name, which Node would work out for each request.
      const servername = protocol === "http:" ? "" : undefined;
      // Not the URL itself, which Node would take apart again for each request. The module's `request` is looked up at
      // each call: interceptors such as nock replace it at run time.
      return module.request({
        connectionName: host,
        hostname,
        port,
        path,
        method,
        headers,
        servername,
        agent,
      } as https.RequestOptions);
    };
  }
  function makePlain(): OpenRequest {
    const http = process.getBuiltinModule("node:http");
    return openBy(http, new http.Agent(settings));
  }
  function makeSecure(): OpenRequest {
    const https = process.getBuiltinModule("node:https");
    return openBy(https, new https.Agent({ ...tls, ...settings }));
  }

  return {
    open(request, location) {
      if (location.protocol === "https:") {
        secure ??= makeSecure();
        return secure(request, location);
      }
      plain ??= makePlain();
      return plain(request, location);
    },
    close() {
      closed = true;
      for (const agent of agents) closeIdle(agent);
    },
  };
}

/**
 * What tells connections apart that cannot stand for one another. All other options are the same for all connections of an
 * agent; Node would join two dozen of them for each request, three times.
 */
function nameOf({ connectionName }: { connectionName: string }): string {
  return connectionName;
}

/** `agent.destroy()` would cut off requests under way as well. */
function closeIdle(agent: http.Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
}
