import { describe, expect, it } from "vitest";
import { checkClientConfig } from "../../../runtime/config/check-client-config.js";
import { readEndpointOptions } from "../../../runtime/config/endpoint-options.js";
import { ConfigError } from "../../../runtime/for-generated.js";
import { anySecret, credentials } from "../sample-client.js";

function faultOf(config: unknown): ConfigError {
  try {
    checkClientConfig(config, ["PutRecord", "PutRecords", "GetRecords"]);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("The config was expected to be refused");
}

describe("checkClientConfig", () => {
  it("accepts every option there is", () => {
    const check = (config: object) => checkClientConfig(config, ["PutRecord"]);
    check({
      region: "us-gov-west-1",
      endpoint: "https://localhost:4567/base",
      credentials,
      maxAttempts: 11,
      retryMode: "adaptive",
      validation: "off",
      rateLimit: { PutRecord: 0.5 },
      requestTimeout: 0,
      connectTimeout: 1.5,
      transport: { send: async () => {}, close: () => {} },
      logger: console,
      hooks: { onRequest: () => {}, onError: undefined },
      useFipsEndpoint: true,
      useDualstackEndpoint: false,
      accountIdEndpointMode: "required",
      clock: { now: () => 0, sleep: async () => {} },
      random: () => 0,
    });
    check({ region: async () => "x", credentials: async () => credentials, rateLimit: "model" });
    check({ region: undefined, maxAttempts: undefined, unheardOf: undefined });
  });

  it.each([
    [{ region: "" }, "region", 'must be the name of a region such as "eu-west-1", but is ""'],
    [{ region: "us-east-1.evil.test/" }, "region", 'but is "us-east-1.evil.test/"'],
    [{ region: 5 }, "region", "but is 5"],
    [{ endpoint: "localhost:4567" }, "endpoint", "an absolute http or https URL"],
    [{ endpoint: "/path" }, "endpoint", "but is none"],
    [{ endpoint: "ftp://host" }, "endpoint", "but has the scheme ftp:"],
    [{ endpoint: "http://host/?a=b" }, "endpoint", "without query and fragment"],
    [{ endpoint: new URL("http://host") }, "endpoint", "but is an object"],
    [{ credentials: "AKIA" }, "credentials", "but is a string"],
    [{ credentials: null }, "credentials", "but is null"],
    [{ credentials: { accessKeyId: "a" } }, "credentials", "secretAccessKey is missing"],
    [{ maxAttempts: 0 }, "maxAttempts", "must be a whole number of at least 1, but is 0"],
    [{ maxAttempts: "3" }, "maxAttempts", 'but is "3"'],
    [{ maxAttempts: 1.5 }, "maxAttempts", "but is 1.5"],
    [{ retryMode: "legacy" }, "retryMode", 'must be "standard" or "adaptive", but is "legacy"'],
    [{ validation: true }, "validation", '"strict" or "structure" or "off", but is true'],
    [{ rateLimit: "on" }, "rateLimit", 'but is "on"'],
    [{ rateLimit: { PutRecord: 0 } }, "rateLimit", "but has 0 for PutRecord"],
    [
      { rateLimit: { PutRecrod: 5 } },
      "rateLimit",
      'but names "PutRecrod", which is no operation of the service. Did you mean PutRecord?',
    ],
    [{ rateLimit: { Nothing: 5 } }, "rateLimit", 'but names "Nothing", which is no operation of the service.'],
    [{ hooks: null }, "hooks", "an object of functions, but is null"],
    [{ requestTimeout: -1 }, "requestTimeout", "a number of milliseconds, 0 or more, but is -1"],
    [{ connectTimeout: Number.NaN }, "connectTimeout", "but is NaN"],
    [{ transport: { send: () => {} } }, "transport", "must be a transport, but lacks close"],
    [{ logger: { info: () => {} } }, "logger", "but lacks debug, warn, error"],
    [{ hooks: { onRetry: "yes" } }, "hooks", "The option onRetry must be a function, but is a string."],
    [{ hooks: { onRequests: () => {} } }, "hooks", 'There is no option "onRequests" of hooks. Did you mean onRequest?'],
    [{ useFipsEndpoint: "true" }, "useFipsEndpoint", 'must be true or false, but is "true"'],
    [{ accountIdEndpointMode: "off" }, "accountIdEndpointMode", '"preferred" or "required" or "disabled"'],
    [{ clock: Date }, "clock", "must be a clock, but lacks sleep"],
    [{ random: 4 }, "random", "must be a function, but is a number"],
  ])("refuses %j, naming the option and what it should be", (config, option, text) => {
    const error = faultOf(config);
    expect(error.option).toBe(option);
    expect(error.message).toContain(`The option ${option} must be `);
    expect(error.message).toContain(text);
  });

  it.each([
    [{ regoin: "eu-west-1" }, "Did you mean region?"],
    [{ MaxAttempts: 3 }, "Did you mean maxAttempts?"],
    [{ requestHandler: {} }, "Did you mean transport?"],
    [{ secretAccessKey: "secret-access-key-SECRET" }, "Did you mean credentials?"],
    [{ somethingElse: 1 }, "Its options are region, endpoint, credentials,"],
    [{ constructor: 1 }, "Its options are region"],
  ])("refuses the unknown option of %j with a hint", (config, hint) => {
    const error = faultOf(config);
    expect(error.option).toBe(Object.keys(config)[0]);
    expect(error.message).toContain(`There is no option "${Object.keys(config)[0]}" of the client. ${hint}`);
    expect(error.message).not.toMatch(anySecret);
  });

  it("tells everything that is wrong at once", () => {
    const error = faultOf({ regoin: "a", maxAttempts: 0 });
    expect(error.message).toMatch(/regoin.*The option maxAttempts/);
    expect(error.option).toBe("regoin");
  });

  it("lets an object with a state of its own be hooks", () => {
    const hooks = { count: 0, ongoing: new Set(), format: () => "", onRequest() {} };
    expect(checkClientConfig({ hooks }, []).hooks).toBe(hooks);
  });

  it("checks what a config inherits, and what its class computes", () => {
    class Config {
      get endpoint() {
        return "no URL";
      }
    }
    expect(faultOf(new Config()).option).toBe("endpoint");
    expect(faultOf(Object.create({ maxAttempts: 0 })).option).toBe("maxAttempts");
    expect(faultOf(Object.create({ regoin: "x" })).message).toContain("Did you mean region?");
  });

  it("returns a copy", () => {
    const config = { region: "eu-west-1", rateLimit: { PutRecord: 1 }, endpointParameters: { A: "b" } };
    const copy = checkClientConfig(config, ["PutRecord"]);
    expect(copy).toMatchObject(config);
    expect(copy).not.toBe(config);
    expect(copy.rateLimit).not.toBe(config.rateLimit);
    expect(copy.endpointParameters).not.toBe(config.endpointParameters);
  });

  it("never repeats a password or a credential", () => {
    expect(faultOf({ endpoint: "http://user:session-token-SECRET@host" }).message).not.toMatch(anySecret);
    expect(faultOf({ endpoint: "http://user:session-token-SECRET@ho st" }).message).not.toMatch(anySecret);
    expect(faultOf({ credentials: { ...credentials, sessionToken: 5 } }).message).not.toMatch(anySecret);
    expect(faultOf({ credentials: credentials.secretAccessKey }).message).not.toMatch(anySecret);
  });

  it.each([[undefined], [null], ["eu-west-1"], [[]]])("refuses %j in place of options", (config) => {
    expect(faultOf(config).message).toContain("The options of the client must be an object");
  });
});

describe("options of the service's own", () => {
  const options = {
    forcePathStyle: { parameter: "ForcePathStyle", type: "boolean" },
    place: { parameter: "Place", type: "string" },
    tables: { parameter: "Tables", type: "stringArray" },
  } as const;
  const check = (config: object) => checkClientConfig(config, [], { options, by: readEndpointOptions });

  it("become parameters of the endpoint rules, before those given by name", () => {
    const given = { forcePathStyle: false, tables: ["a"], endpointParameters: { Place: "there", Tables: [] } };
    expect(check(given).endpointParameters).toEqual({ ForcePathStyle: false, Tables: ["a"], Place: "there" });
    expect(check({ place: undefined }).endpointParameters).toEqual({});
  });

  it.each([
    [{ forcePathStyle: "yes" }, 'The option forcePathStyle must be true or false, but is "yes".'],
    [{ place: 1 }, "The option place must be a string, but is 1."],
    [{ tables: ["a", 1] }, "The option tables must be a list of strings, but is an array."],
    [{ forcePathStyel: true }, 'There is no option "forcePathStyel" of the client. Did you mean forcePathStyle?'],
  ])("are checked: %j", (config, message) => {
    expect(() => check(config)).toThrow(message);
  });
});
