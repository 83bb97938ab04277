import { EndpointError } from "../errors/config-error.js";
import type { ResolvedEndpoint } from "./endpoint.js";

/** What endpoint rules say of an endpoint besides its URL, as requests need it. */
export interface EndpointProperties {
  /** By their names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signingRegion?: string;
  readonly signingName?: string;
  /** Throws an EndpointError; there where requests can go unsigned at best. */
  readonly refuseSignature?: (operation: string, url: string) => never;
}

/** Always {@link readEndpointProperties}: services whose rules say URLs alone do not bundle it. */
export type ReadEndpointProperties = typeof readEndpointProperties;

/** Reads what the rules say of an endpoint besides its URL. */
export function readEndpointProperties({
  headers = {},
  signingRegion,
  signingName,
  unknownSignature,
}: ResolvedEndpoint): EndpointProperties {
  const lines = Object.entries(headers).map(([name, values]) => [name.toLowerCase(), values.join(",")]);
  return {
    headers: Object.fromEntries(lines),
    ...(signingRegion !== undefined && { signingRegion }),
    ...(signingName !== undefined && { signingName }),
    ...(unknownSignature !== undefined && {
      refuseSignature: (operation: string, url: string) => {
        const { host } = new URL(url);
        throw new EndpointError(
          `${operation}: ${host} takes signatures of ${unknownSignature}; this client makes those of sigv4 alone.`,
        );
      },
    }),
  };
}
