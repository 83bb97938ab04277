import { describe, expect, it } from "vitest";
import type {
  ClientConfig,
  EndpointParameters,
  Operation,
  ResolvedEndpoint,
  Service,
} from "../../../runtime/for-generated.js";
import {
  ConfigError,
  EndpointError,
  putHostPrefix,
  readEndpointProperties,
  ServiceClient,
} from "../../../runtime/for-generated.js";
import { answer, fakeTransport } from "../fake-transport.js";
import { credentials, rejection } from "../sample-client.js";
import { type ListInput, type ListOutput, listOperation, sampleService } from "../sample-service.js";

/** Calls through given rules; returns what the rules were asked and what was sent. */
async function callWith(
  config: ClientConfig,
  rules: (parameters: EndpointParameters) => ResolvedEndpoint = () => ({ url: "https://rules.test" }),
  operation: Partial<Operation<ListInput, ListOutput>> = {},
  more: Partial<Service> = {},
) {
  let asked: EndpointParameters = {};
  const service = {
    ...sampleService,
    ...more,
    resolveEndpoint: (parameters: EndpointParameters) => {
      asked = parameters;
      return rules(parameters);
    },
  };
  const transport = fakeTransport(answer(200, {}));
  const client = new ServiceClient(service, { region: "eu-west-1", credentials, transport, ...config });
  await client.call({ ...listOperation, service, ...operation }, {});
  return { asked, request: transport.requests[0] };
}

describe("the endpoint of a request", () => {
  it("is what the rules say of region, flags, account and operation", async () => {
    const { asked } = await callWith(
      { useFipsEndpoint: true, useDualstackEndpoint: true, credentials: { ...credentials, accountId: "123456789012" } },
      undefined,
      { endpointParameters: () => ({ OperationType: "data" }) },
    );
    expect(asked).toEqual({
      Region: "eu-west-1",
      UseFIPS: true,
      UseDualStack: true,
      Endpoint: undefined,
      AccountId: "123456789012",
      AccountIdEndpointMode: "preferred",
      OperationType: "data",
    });
  });

  it("is what the rules say of the scope of credentials, and of parameters under the rules' own names", async () => {
    const scoped = { credentials: { ...credentials, credentialScope: "us-east-1" } };
    const { asked } = await callWith(scoped, undefined, undefined, {
      endpointAliases: { Where: "Region", Scope: "CredentialScope" },
    });
    expect(asked).toMatchObject({ Where: "eu-west-1", Scope: "us-east-1", CredentialScope: "us-east-1" });
  });

  it("takes the client's word where the operation leaves a parameter open", async () => {
    const { asked } = await callWith({ endpointParameters: { Name: "client", Other: "client" } }, undefined, {
      endpointParameters: () => ({ Name: undefined, Other: "operation" }),
    });
    expect(asked).toMatchObject({ Name: "client", Other: "operation" });
  });

  it("is refused before anything is sent where it takes no signature that clients make", async () => {
    const rules = () => ({ url: "https://rules.test", unknownSignature: "sigv4a" });
    const more = { endpointProperties: readEndpointProperties };
    const error = await rejection(callWith({}, rules, undefined, more));
    expect(error).toBeInstanceOf(EndpointError);
    expect((error as Error).message).toBe(
      "List: rules.test takes signatures of sigv4a; this client makes those of sigv4 alone.",
    );
    const { request } = await callWith({}, rules, { unsigned: true }, more);
    expect(request?.url).toBe("https://rules.test/");
  });

  it("does not tell the account in the mode disabled", async () => {
    const { asked } = await callWith({
      accountIdEndpointMode: "disabled",
      credentials: { ...credentials, accountId: "123456789012" },
    });
    expect(asked).toMatchObject({ AccountId: undefined, AccountIdEndpointMode: "disabled" });
  });

  it("keeps a path and adds the rules' headers and signing names", async () => {
    const rules = () => ({
      url: "https://rules.test/path/",
      headers: { "X-Extra": ["a", "b"] },
      signingRegion: "us-east-1",
      signingName: "other",
    });
    const { request } = await callWith({}, rules, undefined, { endpointProperties: readEndpointProperties });
    expect(request?.url).toBe("https://rules.test/path/");
    expect(request?.headers["x-extra"]).toBe("a,b");
    expect(request?.headers.authorization).toContain("/us-east-1/other/aws4_request");
  });

  it("gets the operation's host prefix unless the caller names the endpoint", async () => {
    const operation = { hostPrefix: { of: () => "streaming-", by: putHostPrefix } };
    const rules = ({ Endpoint }: EndpointParameters) => ({ url: String(Endpoint ?? "https://rules.test") });
    expect((await callWith({}, rules, operation)).request?.url).toBe("https://streaming-rules.test/");
    const own = await callWith({ endpoint: "http://localhost:4567" }, rules, operation);
    expect(own.request?.url).toBe("http://localhost:4567/");
  });

  it("is asked for once for each set of parameters, whatever their values hold", async () => {
    const asked: EndpointParameters[] = [];
    const service = {
      ...sampleService,
      resolveEndpoint: (parameters: EndpointParameters) => {
        asked.push(parameters);
        return { url: `https://host-${asked.length}.test` };
      },
    };
    const transport = fakeTransport(...Array.from({ length: 12 }, () => answer(200, {})));
    const client = new ServiceClient(service, { region: "eu-west-1", credentials, transport });
    const questions: EndpointParameters[] = [
      { A: "x" },
      { B: "x" },
      { A: "x", B: "y" },
      { A: "x;B=1:y" },
      { A: true },
      { A: ["true"] },
    ];
    for (const parameters of [...questions, ...questions]) {
      await client.call({ ...listOperation, service, endpointParameters: () => parameters }, {});
    }
    expect(asked).toHaveLength(questions.length);
    const hosts = questions.map((_, index) => `https://host-${index + 1}.test/`);
    expect(transport.requests.map(({ url }) => url)).toEqual([...hosts, ...hosts]);
  });

  it("refuses a host prefix that would lead elsewhere", async () => {
    for (const prefix of ["evil.test/", "a b.", "..", "user@", `${"a".repeat(50_000)}!`]) {
      const error = await rejection(callWith({}, undefined, { hostPrefix: { of: () => prefix, by: putHostPrefix } }));
      expect(error, prefix.slice(0, 20)).toBeInstanceOf(ConfigError);
    }
  });

  it("says so when the rules give no URL or no answer", async () => {
    expect(await rejection(callWith({}, () => ({ url: "nowhere" })))).toBeInstanceOf(EndpointError);
    const refusal = new EndpointError("FIPS is not supported here");
    const refuse = () => {
      throw refusal;
    };
    expect(await rejection(callWith({}, refuse))).toBe(refusal);
  });
});
