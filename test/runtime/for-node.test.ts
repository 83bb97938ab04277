import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNodeDefaults, nodeDefaults } from "../../runtime/for-node.js";

const config = `
[default]
region = eu-west-1
[profile local]
services = here
endpoint_url = http://profile.test
[profile deaf]
endpoint_url = http://profile.test
ignore_configured_endpoint_urls = true
[services here]
kinesis =
  endpoint_url = http://kinesis.test
cloudwatch_logs =
  endpoint_url = http://logs.test
`;

let file: string;
beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), "shardwright-")), "config");
  await writeFile(file, config);
});
afterAll(() => rm(join(file, ".."), { recursive: true }));

const defaults = (env: Record<string, string> = {}) =>
  createNodeDefaults({ HOME: "/nonexistent", AWS_CONFIG_FILE: file, ...env });

describe("nodeDefaults", () => {
  it("looks for everything that a client may leave out", () => {
    expect(Object.keys(nodeDefaults).sort()).toEqual([
      "accountIdEndpointMode",
      "credentials",
      "disableRequestCompression",
      "endpoint",
      "endpointDiscovery",
      "maxAttempts",
      "region",
      "requestMinCompressionSizeBytes",
      "retryMode",
      "useDualstackEndpoint",
      "useFipsEndpoint",
    ]);
  });
});

describe("region", () => {
  it("takes AWS_REGION, then AWS_DEFAULT_REGION, then the profile's", async () => {
    const both = { AWS_REGION: "us-east-1", AWS_DEFAULT_REGION: "us-east-2" };
    expect(await defaults(both).region?.()).toBe("us-east-1");
    expect(await defaults({ ...both, AWS_REGION: " " }).region?.()).toBe("us-east-2");
    expect(await defaults().region?.()).toBe("eu-west-1");
  });

  it("tells how to give one when there is none", async () => {
    await expect(defaults({ AWS_PROFILE: "local" }).region?.()).rejects.toMatchObject({
      name: "ConfigError",
      option: "region",
      message:
        'No region: give the option region, set AWS_REGION, or put one into the profile "local" of ~/.aws/config',
    });
  });
});

describe("endpoint", () => {
  const local = { AWS_PROFILE: "local" };

  it("takes the service's variable, the general one, the profile's for the service, the profile's", async () => {
    const all = { ...local, AWS_ENDPOINT_URL_KINESIS: "http://one.test", AWS_ENDPOINT_URL: "http://all.test" };
    expect(await defaults(all).endpoint?.("Kinesis")).toBe("http://one.test");
    expect(await defaults(all).endpoint?.("DynamoDB")).toBe("http://all.test");
    expect(await defaults(local).endpoint?.("Kinesis")).toBe("http://kinesis.test");
    expect(await defaults(local).endpoint?.("DynamoDB")).toBe("http://profile.test");
    expect(await defaults().endpoint?.("Kinesis")).toBeUndefined();
  });

  it("spells service ids of several words with underscores", async () => {
    const env = { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: "http://one.test" };
    expect(await defaults(env).endpoint?.("CloudWatch Logs")).toBe("http://one.test");
    expect(await defaults(local).endpoint?.("CloudWatch Logs")).toBe("http://logs.test");
  });

  it("is deaf when told so", async () => {
    const env = { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true", AWS_ENDPOINT_URL: "http://all.test" };
    expect(await defaults(env).endpoint?.("Kinesis")).toBeUndefined();
    expect(await defaults({ AWS_PROFILE: "deaf" }).endpoint?.("Kinesis")).toBeUndefined();
  });
});

describe("a variable that does not do", () => {
  it.each([
    [{ AWS_ENDPOINT_URL: "localhost:4567" }, "AWS_ENDPOINT_URL must be an absolute http or https URL"],
    [{ AWS_ENDPOINT_URL_KINESIS: "ftp://a" }, "AWS_ENDPOINT_URL_KINESIS must be an absolute http or https URL"],
    [{ AWS_ENDPOINT_URL: "http://me:hunter2@host" }, "AWS_ENDPOINT_URL must be"],
  ])("is named: %j", async (env, text) => {
    const error = (await Promise.resolve(defaults(env).endpoint?.("Kinesis")).catch((e: unknown) => e)) as Error;
    expect(error.name).toBe("ConfigError");
    expect(error.message).toContain(`The environment variable ${text}`);
    expect(error.message).not.toContain("hunter2");
  });

  it.each(["AWS_REGION", "AWS_DEFAULT_REGION"])("is named: %s", async (name) => {
    const message = `The environment variable ${name} must be the name of a region such as "eu-west-1", but is "eu west".`;
    await expect(defaults({ [name]: "eu west" }).region?.()).rejects.toMatchObject({ name: "ConfigError", message });
  });
});

describe("the other defaults", () => {
  it("take AWS_ENABLE_ENDPOINT_DISCOVERY", () => {
    expect(defaults({ AWS_ENABLE_ENDPOINT_DISCOVERY: "TRUE" }).endpointDiscovery?.()).toBe(true);
    expect(defaults().endpointDiscovery?.()).toBeUndefined();
  });

  it("are absent without their variables", () => {
    const { maxAttempts, retryMode, useFipsEndpoint, useDualstackEndpoint, accountIdEndpointMode } = defaults({
      AWS_MAX_ATTEMPTS: "",
      AWS_RETRY_MODE: " ",
    });
    for (const find of [maxAttempts, retryMode, useFipsEndpoint, useDualstackEndpoint, accountIdEndpointMode]) {
      expect(find?.()).toBeUndefined();
    }
  });

  it("are read from their variables", () => {
    const found = defaults({
      AWS_MAX_ATTEMPTS: " 7 ",
      AWS_RETRY_MODE: "Adaptive",
      AWS_USE_FIPS_ENDPOINT: "TRUE",
      AWS_USE_DUALSTACK_ENDPOINT: "false",
      AWS_ACCOUNT_ID_ENDPOINT_MODE: "required",
    });
    expect(found.maxAttempts?.()).toBe(7);
    expect(found.retryMode?.()).toBe("adaptive");
    expect(found.useFipsEndpoint?.()).toBe(true);
    expect(found.useDualstackEndpoint?.()).toBe(false);
    expect(found.accountIdEndpointMode?.()).toBe("required");
    expect(defaults({ AWS_RETRY_MODE: "legacy" }).retryMode?.()).toBe("standard");
  });

  it.each([
    ["AWS_MAX_ATTEMPTS", "0", "maxAttempts"],
    ["AWS_MAX_ATTEMPTS", "many", "maxAttempts"],
    ["AWS_MAX_ATTEMPTS", "2.5", "maxAttempts"],
    ["AWS_RETRY_MODE", "often", "retryMode"],
    ["AWS_RETRY_MODE", "toString", "retryMode"],
    ["AWS_USE_FIPS_ENDPOINT", "yes", "useFipsEndpoint"],
    ["AWS_USE_DUALSTACK_ENDPOINT", "1", "useDualstackEndpoint"],
    ["AWS_ACCOUNT_ID_ENDPOINT_MODE", "maybe", "accountIdEndpointMode"],
  ] as const)("refuse %s=%s by name", (variable, value, option) => {
    const find = defaults({ [variable]: value })[option];
    expect(() => find?.()).toThrow(new RegExp(`^The environment variable ${variable} is .*; it must be`));
  });
});
