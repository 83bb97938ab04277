import { endpointFault, regionFault } from "./config/check-client-config.js";
import type { ConfigDefaults } from "./config/client-config.js";
import type { OptionCheck } from "./config/option-checks.js";
import { nodeCredentials } from "./credentials/node-credentials.js";
import { ConfigError } from "./errors/config-error.js";
import {
  type Environment,
  environmentChoice,
  environmentCount,
  environmentFlag,
  environmentNumber,
} from "./platform/environment.js";
import { readSharedConfig } from "./platform/shared-config.js";

export { type NodeHttpTransportOptions, nodeHttpTransport } from "./transport/node-http-transport.js";
export type { NodeHttp2Options } from "./transport/node-streams.js";

/**
 * Where a client on Node looks for what its configuration leaves out, as other AWS clients do: credentials by the
 * standard chain; the region in AWS_REGION, AWS_DEFAULT_REGION, the profile; the endpoint in
 * AWS_ENDPOINT_URL_&lt;SERVICE&gt;, AWS_ENDPOINT_URL, the profile; AWS_MAX_ATTEMPTS, AWS_RETRY_MODE,
 * AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT, AWS_ACCOUNT_ID_ENDPOINT_MODE, AWS_ENABLE_ENDPOINT_DISCOVERY,
 * AWS_DISABLE_REQUEST_COMPRESSION, AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES.
 */
export const nodeDefaults: ConfigDefaults = createNodeDefaults(process.env);

/** {@link nodeDefaults} for another environment than the process's. Credentials are always the process's. */
export function createNodeDefaults(env: Environment): ConfigDefaults {
  return {
    credentials: nodeCredentials(),
    region: () => findRegion(env),
    endpoint: (sdkId) => findEndpoint(env, sdkId),
    maxAttempts: () => environmentCount(env, "AWS_MAX_ATTEMPTS"),
    // botocore's former mode has no counterpart here; standard is what replaced it.
    retryMode: () =>
      environmentChoice(env, "AWS_RETRY_MODE", { standard: "standard", adaptive: "adaptive", legacy: "standard" }),
    useFipsEndpoint: () => environmentFlag(env, "AWS_USE_FIPS_ENDPOINT"),
    useDualstackEndpoint: () => environmentFlag(env, "AWS_USE_DUALSTACK_ENDPOINT"),
    accountIdEndpointMode: () =>
      environmentChoice(env, "AWS_ACCOUNT_ID_ENDPOINT_MODE", {
        preferred: "preferred",
        required: "required",
        disabled: "disabled",
      }),
    endpointDiscovery: () => environmentFlag(env, "AWS_ENABLE_ENDPOINT_DISCOVERY"),
    disableRequestCompression: () => environmentFlag(env, "AWS_DISABLE_REQUEST_COMPRESSION"),
    requestMinCompressionSizeBytes: () =>
      environmentNumber(env, "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", 0, 10_485_760),
  };
}

/** The value of the first variable that is set. @throws ConfigError that names the variable */
function firstSet(env: Environment, names: readonly string[], fault: OptionCheck): string | undefined {
  for (const name of names) {
    const value = env[name]?.trim();
    if (!value) continue;
    const wrong = fault(value);
    if (wrong !== undefined) throw new ConfigError(`The environment variable ${name} must be ${wrong}.`);
    return value;
  }
  return undefined;
}

async function findRegion(env: Environment): Promise<string> {
  const fromEnvironment = firstSet(env, ["AWS_REGION", "AWS_DEFAULT_REGION"], regionFault);
  if (fromEnvironment !== undefined) return fromEnvironment;
  const shared = await readSharedConfig(env);
  const region = shared.setting("region");
  if (region !== undefined) return region;
  throw new ConfigError(
    `No region: give the option region, set AWS_REGION, or put one into the profile ${JSON.stringify(shared.profile)} of ~/.aws/config`,
    { option: "region" },
  );
}

async function findEndpoint(env: Environment, sdkId: string): Promise<string | undefined> {
  if (environmentFlag(env, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) return undefined;
  const service = sdkId.trim().replace(/[\s-]+/g, "_");
  const names = [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, "AWS_ENDPOINT_URL"];
  const fromEnvironment = firstSet(env, names, endpointFault);
  if (fromEnvironment !== undefined) return fromEnvironment;
  const shared = await readSharedConfig(env);
  if (shared.setting("ignore_configured_endpoint_urls")?.toLowerCase() === "true") return undefined;
  return shared.serviceSetting(service.toLowerCase(), "endpoint_url") ?? shared.setting("endpoint_url");
}
