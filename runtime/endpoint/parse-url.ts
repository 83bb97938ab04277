/** The parts of a URL that endpoint rules ask for. */
export interface EndpointUrl {
  readonly scheme: "http" | "https";
  /** The host, and the port if the URL names one. */
  readonly authority: string;
  /** `/` when the URL has none. */
  readonly path: string;
  /** The path with a slash at its end. */
  readonly normalizedPath: string;
  /** Whether the host is an IPv4 or IPv6 address. */
  readonly isIp: boolean;
}

const ipAddress = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$|^\[.*\]$/;
/** A port that is the scheme's default, which `URL` drops and the specification's examples keep. */
const defaultPort = /^(?:http:\/\/[^/]*:80|https:\/\/[^/]*:443)(?:\/|$)/i;

/**
 * Takes a URL apart; undefined when it is none, is neither http nor https, or has a query. (The rules engine's
 * `parseURL`.)
 */
export function parseURL(value: string): EndpointUrl | undefined {
  if (!URL.canParse(value)) return undefined;
  const { protocol, host, hostname, pathname } = new URL(value);
  const scheme = protocol.slice(0, -1);
  if ((scheme !== "http" && scheme !== "https") || value.includes("?")) return undefined;
  const port = defaultPort.test(value) ? (scheme === "http" ? ":80" : ":443") : "";
  return {
    scheme,
    authority: `${host}${port}`,
    path: pathname,
    normalizedPath: pathname.endsWith("/") ? pathname : `${pathname}/`,
    isIp: ipAddress.test(hostname),
  };
}
