import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  ConfigError,
  CredentialsError,
  metadataOf,
  ServiceClient,
  ValidationError,
} from "../../runtime/for-generated.js";
import { answer, fakeTransport, sentJson } from "./fake-transport.js";
import { anySecret, credentials, rejection, sample } from "./sample-client.js";
import { deleteOperation, listOperation, putOperation, sampleService } from "./sample-service.js";

describe("a client's config", () => {
  it("counts as it was when the client was made", async () => {
    const transport = fakeTransport(answer(200, { Id: "1" }));
    const config = {
      region: "eu-west-1",
      endpoint: "http://first.test",
      credentials: { ...credentials },
      transport,
      rateLimit: { Put: 100 },
    };
    const client = new ServiceClient(sampleService, config);
    config.region = "us-east-1";
    config.endpoint = "http://second.test";
    config.credentials.accessKeyId = "ANOTHERKEY";
    await client.call(putOperation, { Name: "n" });
    expect(transport.requests[0]?.url).toBe("http://first.test/");
    const { authorization } = transport.requests[0]?.headers ?? {};
    expect(authorization).toContain(`Credential=${credentials.accessKeyId}/`);
    expect(authorization).toContain("/eu-west-1/");
  });

  it("is read once", () => {
    let reads = 0;
    const config = {
      get transport() {
        reads += 1;
        return fakeTransport();
      },
    };
    const client = new ServiceClient(sampleService, config);
    client.close();
    expect(reads).toBe(1);
  });
});

describe("ServiceClient.call", () => {
  it("sends a signed awsJson request and reads the answer", async () => {
    const { client, transport, clock } = sample([answer(200, { Id: "7", Data: "aGk=" }, { "x-amz-id-2": "extended" })]);
    const output = await client.call(putOperation, { Name: "n", Data: "hello" });
    expect(output).toEqual({ Id: "7", Data: new Uint8Array([104, 105]) });
    const [request] = transport.requests;
    expect(request?.url).toBe("https://sample.eu-west-1.amazonaws.com/");
    expect(sentJson(request)).toEqual({ Name: "n", Data: "aGVsbG8=" });
    expect(request?.headers).toMatchObject({
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "Sample_20260101.Put",
      "amz-sdk-request": "attempt=1; max=3",
      "x-amz-security-token": credentials.sessionToken,
      "x-amz-date": new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, ""),
      "user-agent": expect.stringMatching(/^shardwright\/\d/),
    });
    expect(request?.headers.authorization).toContain("/eu-west-1/sample/aws4_request");
    expect(request?.headers["amz-sdk-invocation-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(request?.headers).not.toHaveProperty("x-amzn-query-mode");
    expect(transport.options[0]).toMatchObject({ requestTimeout: 30_000, connectTimeout: 5_000 });
  });

  it("puts $metadata on the output, out of sight", async () => {
    const { client } = sample([answer(200, { Id: "7" }, { "x-amz-id-2": "extended" })]);
    const output = await client.call(putOperation, { Name: "n" });
    expect(Object.keys(output)).toEqual(["Id"]);
    expect(metadataOf(output)).toEqual({
      requestId: "request-1",
      extendedRequestId: "extended",
      httpStatusCode: 200,
      attempts: 1,
      totalRetryDelay: 0,
    });
    expect(metadataOf({ ...output })).toBeUndefined();
  });

  it("leaves blobs in base64 on request", async () => {
    const { client } = sample([answer(200, { Id: "7", Data: "aGk=" })]);
    expect((await client.call(putOperation, { Name: "n" }, { blobs: "base64" })).Data).toBe("aGk=");
  });

  it("accepts an empty answer where nothing is required, with any content type", async () => {
    const { client } = sample([answer(200, "", { "content-type": "text/plain" })]);
    expect(await client.call(deleteOperation, { Name: "n" })).toEqual({});
  });

  it("asks services with a query past for their query codes", async () => {
    const transport = fakeTransport(answer(200, {}));
    const service = { ...sampleService, queryCompatible: true, jsonVersion: "1.0" } as const;
    const client = new ServiceClient(service, { region: "eu-west-1", credentials, transport });
    await client.call({ ...listOperation, service }, {});
    expect(transport.requests[0]?.headers["x-amzn-query-mode"]).toBe("true");
    expect(transport.requests[0]?.headers["content-type"]).toBe("application/x-amz-json-1.0");
  });

  it("refuses an invalid input before any request", async () => {
    const { client, transport } = sample([answer(200, {})]);
    const error = await rejection(client.call(putOperation, { Name: "n".repeat(11) }));
    expect(error).toBeInstanceOf(ValidationError);
    expect((error as ValidationError).violations).toMatchObject([
      { path: "Name", constraint: "length", limit: 10, actual: 11 },
    ]);
    expect(transport.requests).toEqual([]);
  });

  it("checks as much as the tier says, the call's before the client's", async () => {
    const tooLong = { Name: "n".repeat(11) };
    const illTyped = { Name: 5 as unknown as string };
    const { client } = sample([answer(200, { Id: "1" })], { validation: "structure" });
    await expect(client.call(putOperation, tooLong)).resolves.toEqual({ Id: "1" });
    await expect(client.call(putOperation, illTyped)).rejects.toBeInstanceOf(ValidationError);
    await expect(client.call(putOperation, tooLong, { validation: "strict" })).rejects.toBeInstanceOf(ValidationError);
    await expect(client.call(putOperation, illTyped, { validation: "off" })).resolves.toEqual({ Id: "1" });
  });

  it("tells clearly what cannot be written at all", async () => {
    const { client, transport } = sample([answer(200, {})], { validation: "off" });
    const error = await rejection(client.call(putOperation, { Name: 5n as unknown as string }));
    expect(error).toBeInstanceOf(ValidationError);
    expect((error as ValidationError).cause).toBeInstanceOf(TypeError);
    expect(transport.requests).toEqual([]);
  });

  it("refuses an operation of another service", async () => {
    const { client } = sample([answer(200, {})]);
    const foreign = { ...listOperation, service: { ...sampleService, sdkId: "Other" } };
    await expect(client.call(foreign, {})).rejects.toThrow("List is an operation of Other; this client is for Sample.");
  });

  it("names a wrong option of the call", async () => {
    const { client } = sample([answer(200, {})]);
    const error = await rejection(client.call(listOperation, {}, { timeOut: 5 } as object));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).option).toBe("timeOut");
    expect((error as Error).message).toBe('There is no option "timeOut" of a call. Did you mean timeout?');
  });
});

describe("ServiceClient without what a call needs", () => {
  it("says that there is no region", async () => {
    const { client } = sample([answer(200, {})], { region: undefined });
    const error = await rejection(client.call(listOperation, {}));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).option).toBe("region");
  });

  it("says that there are no credentials", async () => {
    const { client, transport } = sample([answer(200, {})], { credentials: undefined });
    const error = await rejection(client.call(listOperation, {}));
    expect(error).toBeInstanceOf(CredentialsError);
    expect((error as Error).message).toMatch(/^List: there are no credentials. Give the client the option credentials/);
    expect(metadataOf(error)).toBeUndefined();
    expect(transport.requests).toEqual([]);
  });

  it("tells why a provider of credentials failed", async () => {
    const cause = new Error("no metadata service");
    const { client } = sample([answer(200, {})], { credentials: () => Promise.reject(cause) });
    const error = await rejection(client.call(listOperation, {}));
    expect(error).toBeInstanceOf(CredentialsError);
    expect((error as Error).cause).toBe(cause);
    await expect(client.call({ ...listOperation, optionalAuth: true }, {})).resolves.toEqual({});
  });

  it("sends an operation unsigned where the model makes authentication optional", async () => {
    const { client, transport } = sample([answer(200, {})], { credentials: undefined });
    await client.call({ ...listOperation, optionalAuth: true }, {});
    expect(transport.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  it("takes region and endpoint from functions and defaults", async () => {
    const transport = fakeTransport(answer(200, {}));
    const client = new ServiceClient(
      sampleService,
      { transport },
      {
        region: async () => "us-west-2",
        credentials: async () => credentials,
        endpoint: (id) => `http://${id}.test:81/base/`,
      },
    );
    await client.call(listOperation, {});
    expect(transport.requests[0]?.url).toBe("http://sample.test:81/base/");
    expect(transport.requests[0]?.headers.authorization).toContain("/us-west-2/sample/");
  });
});

describe("ServiceClient.close", () => {
  it("refuses later calls and leaves a given transport open", async () => {
    const { client, transport } = sample([answer(200, {})]);
    client.close();
    await expect(client.call(listOperation, {})).rejects.toThrow("List: this client is closed.");
    expect(transport.closed).toBe(false);
  });

  it("is what await using does", async () => {
    const { client } = sample([answer(200, {})]);
    {
      await using disposed = client;
      await disposed.call(listOperation, {});
    }
    await expect(client.call(listOperation, {})).rejects.toThrow("closed");
  });
});

describe("a client that is printed", () => {
  it("shows no secret", () => {
    const { client } = sample([]);
    const shown = inspect(client, { depth: 10, showHidden: true }) + JSON.stringify(client) + String(client);
    expect(shown).not.toMatch(anySecret);
    expect(shown).not.toContain("secretAccessKey");
  });
});
