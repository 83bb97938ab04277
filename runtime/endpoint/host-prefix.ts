import { ConfigError } from "../errors/config-error.js";

/** Always {@link putHostPrefix}: programs whose operations have no prefix do not bundle it. */
export type PutHostPrefix = typeof putHostPrefix;

/**
 * Puts a prefix in front of a URL's host, as the model wants it.
 *
 * @param override the endpoint that the caller gave, if any
 * @param operation for the message
 * @throws ConfigError for a prefix that no host can have
 */
export function putHostPrefix(url: URL, prefix: string, override: string | undefined, operation: string): void {
  if (override !== undefined && !takesPrefix(override)) return;
  // The prefix holds members of the input, which must not lead the request elsewhere.
  if (!/^(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{0,63}$/.test(prefix)) {
    throw new ConfigError(
      `${operation}: the input makes the host prefix ${JSON.stringify(prefix)}, which no host can have.`,
    );
  }
  if (prefix !== "") url.hostname = prefix + url.hostname;
}

/**
 * Whether an endpoint of the caller's own can have a prefix in front of its host: an address and a host without a domain,
 * such as `localhost`, cannot.
 */
function takesPrefix(endpoint: string): boolean {
  const { hostname } = new URL(endpoint);
  return hostname.includes(".") && !/^[\d.]+$/.test(hostname);
}
