import type { ConfigDefaults } from "./config/client-config.js";
import { nodeCredentials } from "./credentials/node-credentials.js";
import { ConfigError } from "./errors/config-error.js";
import { type Environment, environmentChoice, environmentCount, environmentFlag } from "./platform/environment.js";
import { readSharedConfig } from "./platform/shared-config.js";

export { type NodeHttpTransportOptions, nodeHttpTransport } from "./transport/node-http-transport.js";

/**
 * Where a client on Node looks for what its configuration leaves out, as other AWS clients do: credentials by the
 * standard chain; the region in AWS_REGION, AWS_DEFAULT_REGION, the profile; the endpoint in
 * AWS_ENDPOINT_URL_&lt;SERVICE&gt;, AWS_ENDPOINT_URL, the profile; AWS_MAX_ATTEMPTS, AWS_RETRY_MODE,
 * AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT, AWS_ACCOUNT_ID_ENDPOINT_MODE.
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
  };
}

async function findRegion(env: Environment): Promise<string> {
  const fromEnvironment = env.AWS_REGION?.trim() || env.AWS_DEFAULT_REGION?.trim();
  if (fromEnvironment) return fromEnvironment;
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
  const fromEnvironment = env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`]?.trim() || env.AWS_ENDPOINT_URL?.trim();
  if (fromEnvironment) return fromEnvironment;
  const shared = await readSharedConfig(env);
  if (shared.setting("ignore_configured_endpoint_urls")?.toLowerCase() === "true") return undefined;
  return shared.serviceSetting(service.toLowerCase(), "endpoint_url") ?? shared.setting("endpoint_url");
}
