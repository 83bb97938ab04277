import { describe, expect, it } from "vitest";
import { resolveSettings } from "../../../runtime/config/settings.js";
import { ConfigError } from "../../../runtime/for-generated.js";
import { rejection } from "../sample-client.js";

describe("resolveSettings", () => {
  it("has the documented defaults", () => {
    expect(resolveSettings({}, {}, "Sample")).toMatchObject({
      maxAttempts: 3,
      retryMode: "standard",
      validation: "strict",
      rateLimit: "off",
      requestTimeout: 30_000,
      connectTimeout: 5_000,
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
      accountIdEndpointMode: "preferred",
    });
  });

  it("prefers the config to the defaults, and asks the defaults only for what is missing", () => {
    const never = () => {
      throw new Error("not to be asked");
    };
    const defaults = { maxAttempts: never, retryMode: () => "adaptive" as const, useFipsEndpoint: () => true };
    expect(resolveSettings({ maxAttempts: 7 }, defaults, "Sample")).toMatchObject({
      maxAttempts: 7,
      retryMode: "adaptive",
      useFipsEndpoint: true,
    });
  });

  it("finds the region once, and tries again after a failure", async () => {
    let calls = 0;
    const region = async (): Promise<string> => {
      calls += 1;
      if (calls === 1) throw new Error("not yet");
      return "eu-west-1";
    };
    const settings = resolveSettings({ region }, {}, "Sample");
    const error = (await rejection(settings.region())) as ConfigError;
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.option).toBe("region");
    expect((error.cause as Error).message).toBe("not yet");
    expect(await settings.region()).toBe("eu-west-1");
    await Promise.all([settings.region(), settings.region()]);
    expect(calls).toBe(2);
  });

  it("checks what providers and defaults find", async () => {
    const region = resolveSettings({ region: async () => "evil.test/" }, {}, "Sample").region();
    await expect(region).rejects.toThrow(/^The region must be the name of a region/);
    const endpoint = resolveSettings({}, { endpoint: () => "nowhere" }, "Sample").endpoint();
    await expect(endpoint).rejects.toThrow(/^The endpoint must be an absolute http or https URL/);
    await expect(resolveSettings({}, { region: async () => undefined }, "Sample").region()).rejects.toThrow(
      /^There is no region/,
    );
  });
});
