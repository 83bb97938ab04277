import { checkCredentials } from "../credentials/check-credentials.js";
import { isObject, isRecord } from "../is-object.js";
import type { Hooks } from "../observe/hooks.js";
import type { ClientConfig } from "./client-config.js";
import { didYouMean } from "./did-you-mean.js";
import type { EndpointOptions } from "./endpoint-options.js";
import {
  aFunction,
  checkedCopy,
  checkOptions,
  expects,
  isListOfText,
  kindOf,
  milliseconds,
  type OptionCheck,
  type OptionChecks,
  oneOf,
  shown,
  trueOrFalse,
  wholeNumber,
  withMethods,
} from "./option-checks.js";

/**
 * Checks the options of a client and returns a copy of them, that nobody else holds. Objects with a life of their own
 * (transport, logger, hooks, clock) are passed on as they are.
 *
 * @param operations the names that `rateLimit` may mention
 * @param endpointOptions the options of the service's own; they come back as parameters of its endpoint rules
 * @throws ConfigError that tells everything that is wrong, and no secret
 */
export function checkClientConfig(
  config: unknown,
  operations: readonly string[],
  endpointOptions?: EndpointOptions,
): ClientConfig {
  const own = endpointOptions?.by(endpointOptions.options);
  const checks = {
    ...clientChecks,
    rateLimit: (value: unknown) => rateLimitFault(value, operations),
    ...own?.checks,
  };
  const copy = checkedCopy<ClientConfig>(config, checks, "the client", elsewhere);
  const { rateLimit, endpointParameters } = copy;
  return {
    ...copy,
    ...(typeof rateLimit === "object" && { rateLimit: { ...rateLimit } }),
    endpointParameters: { ...endpointParameters, ...own?.parametersOf(copy) },
  };
}

/** What is wrong with a region, as text that follows "must be"; undefined when nothing is. It becomes part of a host. */
export const regionFault: OptionCheck = /* @__PURE__ */ expects(
  'the name of a region such as "eu-west-1"',
  (value) => typeof value === "string" && /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(value),
);

/** What is wrong with an endpoint, as text that follows "must be"; undefined when nothing is. */
export function endpointFault(value: unknown): string | undefined {
  const expected = 'an absolute http or https URL such as "http://localhost:4567"';
  if (typeof value !== "string") return `${expected}, but is ${kindOf(value)}`;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  // What does not parse, or has no host, is not repeated: it may hold a password all the same.
  if (url === undefined || url.host === "") return `${expected}, but is none`;
  if (url.protocol !== "http:" && url.protocol !== "https:") return `${expected}, but has the scheme ${url.protocol}`;
  if (url.username !== "" || url.password !== "") return `${expected} without user and password`;
  if (url.search !== "" || url.hash !== "") return `${expected} without query and fragment`;
  return undefined;
}

const credentials: OptionCheck = (value) => {
  if (typeof value === "function") return undefined;
  const expected = "{ accessKeyId, secretAccessKey, sessionToken? } or a function that fetches it";
  if (!isObject(value)) return `${expected}, but is ${kindOf(value)}`;
  try {
    checkCredentials(value, "the option");
    return undefined;
  } catch (error) {
    return `${expected}: ${(error as Error).message}`;
  }
};

function rateLimitFault(value: unknown, operations: readonly string[]): string | undefined {
  const expected = '"off", "model" or an object of operation names and requests per second';
  if (value === "off" || value === "model") return undefined;
  if (!isRecord(value)) return `${expected}, but is ${shown(value)}`;
  for (const [operation, rate] of Object.entries(value)) {
    if (!operations.includes(operation)) {
      const meant = didYouMean(operation, operations);
      const advice = meant === undefined ? "" : `. Did you mean ${meant}?`;
      return `${expected}, but names ${JSON.stringify(operation)}, which is no operation of the service${advice}`;
    }
    if (typeof rate !== "number" || !Number.isFinite(rate) || rate <= 0) {
      return `${expected}, but has ${shown(rate)} for ${operation}`;
    }
  }
  return undefined;
}

/** What a parameter of the endpoint rules can be; the rules themselves tell which there are. */
function endpointParameters(value: unknown): string | undefined {
  const expected = "an object of strings, booleans and lists of strings";
  if (!isRecord(value)) return `${expected}, but is ${kindOf(value)}`;
  for (const [name, parameter] of Object.entries(value)) {
    if (!["string", "boolean", "undefined"].includes(typeof parameter) && !isListOfText(parameter)) {
      return `${expected}, but has ${shown(parameter)} for ${name}`;
    }
  }
  return undefined;
}

const hookChecks: OptionChecks<Hooks> = {
  onRequest: aFunction,
  onResponse: aFunction,
  onRetry: aFunction,
  onError: aFunction,
  onUnknownEvent: aFunction,
};

/** An object that serves as hooks may hold other things as well: what its hooks count, say. */
const hooks: OptionCheck = (value) => {
  if (!isObject(value)) return `an object of functions, but is ${kindOf(value)}`;
  const members = value as Record<string, unknown>;
  const known = Object.keys(hookChecks);
  // But a function whose name is almost that of a hook is one that would never be called.
  const misspelt = Object.keys(value).filter(
    (name) => typeof members[name] === "function" && /^on/i.test(name) && didYouMean(name, known) !== undefined,
  );
  try {
    const names = new Set([...known, ...misspelt]);
    checkOptions<Hooks>(Object.fromEntries([...names].map((name) => [name, members[name]])), hookChecks, "hooks");
    return undefined;
  } catch (error) {
    return `an object of functions. ${(error as Error).message}`;
  }
};

const clientChecks: Omit<OptionChecks<ClientConfig>, "rateLimit"> = {
  region: (value) => (typeof value === "function" ? undefined : regionFault(value)),
  endpoint: endpointFault,
  credentials,
  maxAttempts: wholeNumber(1),
  retryMode: oneOf("standard", "adaptive"),
  validation: oneOf("strict", "structure", "off"),
  requestTimeout: milliseconds,
  connectTimeout: milliseconds,
  transport: withMethods("a transport", "send", "close"),
  logger: withMethods("a logger", "debug", "info", "warn", "error"),
  hooks,
  useFipsEndpoint: trueOrFalse,
  useDualstackEndpoint: trueOrFalse,
  accountIdEndpointMode: oneOf("preferred", "required", "disabled"),
  endpointDiscovery: trueOrFalse,
  disableRequestCompression: trueOrFalse,
  requestMinCompressionSizeBytes: wholeNumber(0, 10_485_760),
  endpointParameters,
  clock: withMethods("a clock", "now", "sleep"),
  random: aFunction,
};

/** How other clients of AWS and the ancestor, boto 2, call what is meant here. */
const elsewhere: { readonly [name: string]: string } = {
  accessKeyId: "credentials",
  aws_access_key_id: "credentials",
  aws_secret_access_key: "credentials",
  credentialDefaultProvider: "credentials",
  endpointDiscoveryEnabled: "endpointDiscovery",
  host: "endpoint",
  maxRetries: "maxAttempts (one more than the retries)",
  requestHandler: "transport",
  retryStrategy: "retryMode",
  secretAccessKey: "credentials",
  sessionToken: "credentials",
  timeout: "requestTimeout (one attempt), or the option timeout of a call",
  useDualStackEndpoint: "useDualstackEndpoint",
};
