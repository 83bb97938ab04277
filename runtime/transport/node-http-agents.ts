import http from "node:http";
import https from "node:https";
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
  /** Begins a request on a connection of its agent's. */
  open(request: TransportRequest, location: RequestLocation): http.ClientRequest;
  /** Closes idle connections now and the others when they become idle. */
  close(): void;
}

/** Makes agents, which open connections when they are asked to. */
export function createNodeHttpAgents({ maxSockets, tls }: NodeHttpAgentSettings): NodeHttpAgents {
  const settings = { keepAlive: true, noDelay: true, maxSockets };
  const plainAgent = new http.Agent(settings);
  const tlsAgent = new https.Agent({ ...tls, ...settings });
  const agents = [plainAgent, tlsAgent];
  let closed = false;
  // After the agent's own listener, which hands the socket to whoever waits for one or keeps it.
  for (const agent of agents) agent.on("free", () => closed && closeIdle(agent));
  return {
    // The modules' own `request` is looked up at each call: interceptors such as nock replace it at run time.
    open(request, { protocol, hostname, port, path }) {
      const { method } = request;
      const secure = protocol === "https:";
      const agent = secure ? tlsAgent : plainAgent;
      // Not the URL itself, which Node would take apart again for each request.
      const options = { protocol, hostname, port, path, method, headers: headersOf(request), agent };
      return secure ? https.request(options) : http.request(options);
    },
    close() {
      closed = true;
      for (const agent of agents) closeIdle(agent);
    },
  };
}

/** `agent.destroy()` would cut off requests under way as well. */
function closeIdle(agent: http.Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
}
