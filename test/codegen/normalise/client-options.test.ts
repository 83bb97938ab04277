import { describe, expect, it } from "vitest";
import { commonOptions } from "../../../codegen/normalise/client-options.js";
import type { ServiceModel } from "../../../codegen/service-model.js";
import { ServiceClient } from "../../../runtime/for-generated.js";
import { sampleService } from "../../runtime/sample-service.js";
import { exampleService, readShapes } from "../small-model.js";

interface Parameter {
  readonly type?: string;
  readonly builtIn?: string;
  readonly documentation?: string;
}

function read(
  clientContextParams: object | undefined,
  parameters?: { readonly [name: string]: Parameter },
): ServiceModel {
  const typed = Object.entries(parameters ?? {}).map(([name, parameter]) => [name, { type: "string", ...parameter }]);
  const endpointRuleSet = { version: "1.0", parameters: Object.fromEntries(typed), rules: [] };
  return readShapes(
    exampleService(
      [],
      {},
      {
        ...(clientContextParams !== undefined && { "smithy.rules#clientContextParams": clientContextParams }),
        ...(parameters !== undefined && { "smithy.rules#endpointRuleSet": endpointRuleSet }),
      },
    ),
  );
}

describe("options of a client", () => {
  it("are the context parameters of the client, sorted", () => {
    const { clientOptions, endpointAliases } = read({
      UseArnRegion: { type: "boolean", documentation: " Whether.\n" },
      Buckets: { type: "stringArray" },
      ARNPrefix: { type: "String" },
    });
    expect(clientOptions).toEqual([
      { option: "arnPrefix", parameter: "ARNPrefix", type: "string", documentation: "" },
      { option: "buckets", parameter: "Buckets", type: "stringArray", documentation: "" },
      { option: "useArnRegion", parameter: "UseArnRegion", type: "boolean", documentation: "Whether." },
    ]);
    expect(endpointAliases).toEqual({});
  });

  it("are none for what every client fills in", () => {
    const parameters = {
      Region: { builtIn: "AWS::Region" },
      UseFIPS: { builtIn: "AWS::UseFIPS" },
      UseDualStack: { builtIn: "AWS::UseDualStack" },
      Endpoint: { builtIn: "SDK::Endpoint" },
      AccountId: { builtIn: "AWS::Auth::AccountId" },
      AccountIdEndpointMode: { builtIn: "AWS::Auth::AccountIdEndpointMode" },
      CredentialScope: { builtIn: "AWS::Auth::CredentialScope" },
      Free: {},
    };
    expect(read({ Region: { type: "string" } }, parameters)).toMatchObject({ clientOptions: [], endpointAliases: {} });
    expect(read(undefined)).toMatchObject({ clientOptions: [], endpointAliases: {} });
  });

  it("are told by what the model calls what every client fills in", () => {
    const parameters = { Where: { builtIn: "AWS::Region" }, Base: { builtIn: "SDK::Endpoint" } };
    const { clientOptions, endpointAliases } = read({ Where: { type: "string" } }, parameters);
    expect(clientOptions).toEqual([]);
    expect(endpointAliases).toEqual({ Where: "Region", Base: "Endpoint" });
  });

  it("are built-in parameters that the runtime does not know, too, in the trait's words where it has them", () => {
    const parameters = {
      ForcePathStyle: { type: "boolean", builtIn: "AWS::S3::ForcePathStyle", documentation: "of the rules" },
      UseGlobalEndpoint: { type: "Boolean", builtIn: "AWS::STS::UseGlobalEndpoint", documentation: "of the rules" },
    };
    const trait = { ForcePathStyle: { type: "boolean", documentation: "of the trait" } };
    expect(read(trait, parameters).clientOptions).toEqual([
      { option: "forcePathStyle", parameter: "ForcePathStyle", type: "boolean", documentation: "of the trait" },
      { option: "useGlobalEndpoint", parameter: "UseGlobalEndpoint", type: "boolean", documentation: "of the rules" },
    ]);
  });

  it("make way for the options of every client, and for one another", () => {
    const { clientOptions } = read({ Logger: { type: "string" }, Foo: { type: "string" }, foo: { type: "string" } });
    expect(clientOptions.map(({ option, parameter }) => [option, parameter])).toEqual([
      ["foo", "Foo"],
      ["loggerParameter", "Logger"],
      ["fooParameter", "foo"],
    ]);
  });
});

it("knows the options of every client", () => {
  const message = (() => {
    try {
      new ServiceClient(sampleService, { zzzzzz: 1 } as object);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  })();
  expect([...commonOptions].sort()).toEqual(/Its options are (.*)\.$/.exec(message)?.[1]?.split(", ").sort());
});
