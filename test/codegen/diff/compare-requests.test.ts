import { describe, expect, it } from "vitest";
import { doing, member, onlyChange } from "./diff-shapes.js";

const required = { "smithy.api#required": {} };

describe("credentials", () => {
  const optional = { "smithy.api#optionalAuth": {} };
  const unused = { "smithy.api#auth": [] };

  it.each([
    [{}, optional, "behaviour", "required becomes optional"],
    [optional, {}, "breaking", "optional becomes required"],
    [unused, {}, "breaking", "unused becomes required"],
    [{}, unused, "behaviour", "required becomes unused"],
  ])("%j -> %j: %s", (before, after, expected, words) => {
    expect(onlyChange(doing({ traits: before }), doing({ traits: after }))).toMatchObject({
      class: expected,
      kind: "authentication-changed",
      message: `Do: credentials: ${words}`,
    });
  });
});

it.each([
  ["checksum-changed", { "smithy.api#httpChecksumRequired": {} }, false, "md5"],
  ["checksum-changed", { "aws.protocols#httpChecksum": { requestChecksumRequired: true } }, false, "crc32"],
  ["compression-changed", { "smithy.api#requestCompression": { encodings: ["gzip"] } }, false, true],
  ["payload-signing-changed", { "aws.auth#unsignedPayload": {} }, false, true],
])("%s is behaviour", (kind, traits, before, after) => {
  expect(onlyChange(doing({}), doing({ traits }))).toMatchObject({
    class: "behaviour",
    kind,
    operation: "Do",
    before,
    after,
  });
});

describe("endpoint parameters", () => {
  it("that are fixed", () => {
    const fixed = (value: string) => ({ "smithy.rules#staticContextParams": { OperationType: { value } } });
    expect(onlyChange(doing({}), doing({ traits: fixed("control") }))).toMatchObject({
      class: "behaviour",
      kind: "endpoint-parameters-changed",
      before: {},
      after: { OperationType: "control" },
      message: 'Do: endpoint parameters: OperationType is now "control"',
    });
    expect(onlyChange(doing({ traits: fixed("control") }), doing({ traits: fixed("data") })).message).toBe(
      'Do: endpoint parameters: OperationType is "data" instead of "control"',
    );
  });

  it("that the input gives", () => {
    const bound = (traits: object) => doing({ input: { Arn: member("String", traits) } });
    expect(onlyChange(bound({ "smithy.rules#contextParam": { name: "ResourceArn" } }), bound({})).message).toBe(
      "Do: endpoint parameters: ResourceArn is no longer the input's Arn",
    );
  });

  it("that a path picks", () => {
    const picked = (path: string) =>
      doing({
        input: { Arn: member("String"), Other: member("String") },
        traits: { "smithy.rules#operationContextParams": { ResourceArn: { path } } },
      });
    expect(onlyChange(picked("Arn"), picked("Other")).message).toBe(
      "Do: endpoint parameters: ResourceArn is taken from Other instead of taken from Arn",
    );
  });
});

it("a prefix of the host is behaviour", () => {
  const prefixed = (hostPrefix: string) =>
    doing({
      input: { Account: member("String", { ...required, "smithy.api#hostLabel": {} }) },
      traits: { "smithy.api#endpoint": { hostPrefix } },
    });
  expect(onlyChange(prefixed("{Account}."), prefixed("data-{Account}."))).toMatchObject({
    class: "behaviour",
    kind: "host-prefix-changed",
    before: "{Account}.",
    after: "data-{Account}.",
    message: "Do: prefix of the host: {Account}. becomes data-{Account}.",
  });
});

it("a discovered endpoint is behaviour, and so is what it depends on", () => {
  const discovered = (required: boolean | undefined, idTraits: object = {}) => {
    const trait = required === undefined ? {} : { "aws.api#clientDiscoveredEndpoint": { required } };
    const shapes = doing({
      input: { Id: member("String", idTraits) },
      traits: trait,
      shapes: {
        "example#Tell": { type: "operation", output: { target: "example#TellOutput" } },
        "example#TellOutput": { type: "structure", members: { Endpoints: member("example#Endpoints") } },
        "example#Endpoints": { type: "list", member: member("example#Endpoint") },
        "example#Endpoint": {
          type: "structure",
          members: { Address: member("String"), CachePeriodInMinutes: member("Long") },
        },
      },
    });
    const original = shapes["example#Example"] as { readonly traits: object };
    const traits = { ...original.traits, "aws.api#clientEndpointDiscovery": { operation: "example#Tell" } };
    const operations = [{ target: "example#Do" }, { target: "example#Tell" }];
    return { ...shapes, "example#Example": { ...original, operations, traits } };
  };
  expect(onlyChange(discovered(undefined), discovered(true))).toMatchObject({
    class: "behaviour",
    kind: "endpoint-discovery-changed",
    message: "Do: discovery of the endpoint: none becomes required",
  });
  const id = { "aws.api#clientEndpointDiscoveryId": {} };
  expect(onlyChange(discovered(false, id), discovered(true)).message).toBe(
    "Do: discovery of the endpoint: optional by Id becomes required",
  );
});
