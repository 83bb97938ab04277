import { type Clock, type Random, systemClock, systemRandom } from "../clock.js";
import type { EndpointParameters } from "../endpoint/endpoint.js";
import { ConfigError } from "../errors/config-error.js";
import { endpointFault, regionFault } from "./check-client-config.js";
import type {
  AccountIdEndpointMode,
  ClientConfig,
  ConfigDefaults,
  RateLimitSetting,
  RetryMode,
  ValidationTier,
} from "./client-config.js";

/** A client's options with every default filled in. Region and endpoint are found on the first call. */
export interface Settings {
  readonly maxAttempts: number;
  readonly retryMode: RetryMode;
  readonly validation: ValidationTier;
  readonly rateLimit: RateLimitSetting;
  /** Milliseconds; 0 is no limit. */
  readonly requestTimeout: number;
  /** Milliseconds; 0 is no limit. */
  readonly connectTimeout: number;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly accountIdEndpointMode: AccountIdEndpointMode;
  /** Undefined leaves it to the model. */
  readonly endpointDiscovery: boolean | undefined;
  readonly disableRequestCompression: boolean;
  readonly requestMinCompressionSizeBytes: number;
  readonly endpointParameters: EndpointParameters;
  readonly clock: Clock;
  readonly random: Random;
  /** @throws ConfigError when there is no region */
  region(): Promise<string>;
  /** The endpoint that overrides the service's own, if any. @throws ConfigError when it is no URL */
  endpoint(): Promise<string | undefined>;
}

/**
 * Fills in what a checked config leaves out.
 *
 * `requestTimeout` has a default, unlike in the AWS SDK, because a connection that went dead without a word would hold
 * a call forever; no operation that answers once takes nearly as long.
 */
export function resolveSettings(config: ClientConfig, defaults: ConfigDefaults, sdkId: string): Settings {
  const settings: Settings = {
    ...fallbacks,
    region: once(() => findRegion(config, defaults)),
    endpoint: once(() => findEndpoint(config, defaults, sdkId)),
  };
  const given: Readonly<Record<string, unknown>> = { ...config };
  // Of what the platform's chain does not know it says nothing.
  const byChain = defaults as Readonly<Record<string, (() => unknown) | undefined>>;
  for (const name in fallbacks) {
    const value = given[name] ?? byChain[name]?.();
    if (value != null) Object.assign(settings, { [name]: value });
  }
  return settings;
}

/** What neither the client's options nor the platform's chain says. */
const fallbacks: Omit<Settings, "region" | "endpoint"> = {
  maxAttempts: 3,
  retryMode: "standard",
  validation: "strict",
  rateLimit: "off",
  requestTimeout: 30_000,
  connectTimeout: 5_000,
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
  accountIdEndpointMode: "preferred",
  endpointDiscovery: undefined,
  disableRequestCompression: false,
  requestMinCompressionSizeBytes: 10_240,
  endpointParameters: {},
  clock: systemClock,
  random: systemRandom,
};

async function findRegion({ region }: ClientConfig, defaults: ConfigDefaults): Promise<string> {
  const found =
    typeof region === "function" ? await callRegionProvider(region) : (region ?? (await defaults.region?.()));
  if (found === undefined) {
    throw new ConfigError('There is no region: give the client the option region, such as { region: "eu-west-1" }.', {
      option: "region",
    });
  }
  const fault = regionFault(found);
  if (fault !== undefined) throw new ConfigError(`The region must be ${fault}.`, { option: "region" });
  return found;
}

async function callRegionProvider(provider: () => Promise<string>): Promise<string> {
  try {
    return await provider();
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError("The function given as region failed.", { option: "region", cause });
  }
}

async function findEndpoint(
  { endpoint }: ClientConfig,
  defaults: ConfigDefaults,
  sdkId: string,
): Promise<string | undefined> {
  const found = endpoint ?? (await defaults.endpoint?.(sdkId));
  const fault = found === undefined ? undefined : endpointFault(found);
  if (fault !== undefined) throw new ConfigError(`The endpoint must be ${fault}.`, { option: "endpoint" });
  return found;
}

/** Calls a function once and keeps what it found; after a failure the next caller tries again. */
function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    found ??= find().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}
