import {
  checkOptions,
  kindOf,
  milliseconds,
  type OptionCheck,
  type OptionChecks,
  oneOf,
  shown,
  someMilliseconds,
  wholeNumber,
} from "../config/option-checks.js";
import type { NodeHttpTransportOptions } from "./node-http-transport.js";
import type { NodeHttp2Options } from "./node-streams.js";

/** Checks the options of `nodeHttpTransport`. @throws ConfigError that tells everything that is wrong */
export function checkNodeHttpOptions(options: unknown): asserts options is NodeHttpTransportOptions {
  checkOptions<NodeHttpTransportOptions>(options, transportChecks, "nodeHttpTransport", {
    maxConnections: "maxSockets",
    ca: "tls ({ ca })",
    rejectUnauthorized: "tls ({ rejectUnauthorized })",
  });
}

const maxSockets: OptionCheck = (value) =>
  value === Number.POSITIVE_INFINITY || (Number.isSafeInteger(value) && (value as number) >= 1)
    ? undefined
    : `a whole number of at least 1, or Infinity, but is ${shown(value)}`;

const anObject: OptionCheck = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? undefined
    : `an object, but is ${kindOf(value)}`;

const http2Checks: OptionChecks<NodeHttp2Options> = {
  pingInterval: someMilliseconds,
  pingTimeout: someMilliseconds,
  idleTimeout: milliseconds,
  streamWindow: wholeNumber(65_535, 16_777_216),
  fallback: oneOf("never", "http/1.1"),
};

const http2: OptionCheck = (value) => {
  try {
    checkOptions<NodeHttp2Options>(value, http2Checks, "http2");
    return undefined;
  } catch (error) {
    return `an object of settings of HTTP/2. ${(error as Error).message}`;
  }
};

const transportChecks: OptionChecks<NodeHttpTransportOptions> = { maxSockets, tls: anObject, http2 };
