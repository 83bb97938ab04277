/** A request's URL, taken apart. */
export interface RequestLocation {
  readonly url: URL;
  readonly protocol: string;
  /** With the port, unless it is the scheme's own: what the header `host` says. */
  readonly host: string;
  /** As sockets take it: the address in an IPv6 URL without its brackets. */
  readonly hostname: string;
  /** Empty when it is the scheme's own. */
  readonly port: string;
  /** Path and query. */
  readonly path: string;
}

const known: Map<string, RequestLocation> = /* @__PURE__ */ new Map();

/** A client talks to a handful of URLs, one a shard or account at the most. */
const most = 100;

/** Takes a URL apart once: a client sends one request after the other to the same few. */
export function locationOf(url: string): RequestLocation {
  let location = known.get(url);
  if (location === undefined) {
    location = takeApart(new URL(url));
    if (known.size >= most) known.clear();
    known.set(url, location);
  }
  return location;
}

function takeApart(url: URL): RequestLocation {
  const { protocol, host, port, pathname, search } = url;
  const hostname = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return { url, protocol, host, hostname, port, path: pathname + search };
}
