import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emitEndpoint } from "../../../codegen/emit/endpoint.js";
import { resolveEndpoint as resolveByRules } from "../../../generated/kinesis/endpoint.js";
import * as runtime from "../../../runtime/for-generated.js";
import { service } from "../../support/service-model-builder.js";

type Resolve = (parameters: runtime.EndpointParameters) => runtime.ResolvedEndpoint;

const options = { runtime: "../runtime.js", command: "generate" };

function emitted(endpointBdd: unknown): string {
  return emitEndpoint(service([], [], { endpointBdd }), options)[0]?.text ?? "";
}

/** Runs what the generator emits. */
function compiled(endpointBdd: unknown): Resolve {
  const { code } = transformSync(emitted(endpointBdd), { loader: "ts", format: "cjs" });
  const module: { exports: { resolveEndpoint?: Resolve } } = { exports: {} };
  new Function("module", "exports", "require", code)(module, module.exports, () => runtime);
  if (module.exports.resolveEndpoint === undefined) throw new Error("nothing was exported");
  return module.exports.resolveEndpoint;
}

/** A diagram of a few nodes: triples of condition, high and low. The first node stands for the ends, so theirs start at 2. */
function diagram(
  conditions: readonly object[],
  results: readonly object[],
  nodes: readonly (readonly [number, number, number])[],
  root = 2,
): unknown {
  const bytes = bytesOf([-1, 1, -1, ...nodes.flat()]);
  const parameters = { Name: { type: "string" }, Flag: { type: "boolean", default: false, required: true } };
  return {
    version: "1.1",
    parameters,
    conditions,
    results,
    root,
    nodeCount: nodes.length + 1,
    nodes: bytes,
  };
}

const result = (number: number): number => 100_000_000 + number;
const isSet = { fn: "isSet", argv: [{ ref: "Name" }] };
const flag = { fn: "booleanEquals", argv: [{ ref: "Flag" }, true] };
const to = (url: string): object => ({ type: "endpoint", conditions: [], endpoint: { url } });
const error = { type: "error", conditions: [], error: "wrong {Name}" };

describe("a small diagram", () => {
  it("follows its nodes, results counted from one", () => {
    const resolve = compiled(
      diagram(
        [isSet, flag],
        [to("https://{Name}.flag"), to("https://{Name}")],
        [
          [0, 3, result(0)],
          [1, result(1), result(2)],
        ],
      ),
    );
    expect(resolve({ Name: "a", Flag: true })).toEqual({ url: "https://a.flag" });
    expect(resolve({ Name: "a" })).toEqual({ url: "https://a" });
    expect(() => resolve({})).toThrow("The endpoint rules have no answer");
  });

  it("takes result 0 for no match, also where the last results are not referred to", () => {
    const resolve = compiled(diagram([isSet], [to("https://yes"), to("https://unused")], [[0, result(1), result(0)]]));
    expect(resolve({ Name: "a" })).toEqual({ url: "https://yes" });
    expect(() => resolve({})).toThrow("The endpoint rules have no answer");
  });

  it("names the same result of several conditions", () => {
    const named = (value: string) => ({ fn: "coalesce", argv: [value, ""], assign: "part" });
    const resolve = compiled(
      diagram(
        [named("first"), flag, named("second")],
        [to("https://{part}")],
        [
          [0, 3, -1],
          [1, 4, result(1)],
          [2, result(1), -1],
        ],
      ),
    );
    expect(resolve({ Flag: false })).toEqual({ url: "https://first" });
    expect(resolve({ Flag: true })).toEqual({ url: "https://second" });
  });

  it("exchanges the two ways of a node whose reference is negative", () => {
    const both = diagram(
      [flag, isSet],
      [to("https://set"), to("https://unset")],
      [
        [0, 3, -3],
        [1, result(1), result(2)],
      ],
    );
    const resolve = compiled(both);
    expect(resolve({ Flag: true, Name: "a" })).toEqual({ url: "https://set" });
    expect(resolve({ Flag: false, Name: "a" })).toEqual({ url: "https://unset" });
    expect(resolve({ Flag: false })).toEqual({ url: "https://set" });
  });

  it("ends without a match at one and minus one", () => {
    const resolve = compiled(
      diagram(
        [isSet, flag],
        [to("https://yes")],
        [
          [0, 3, -1],
          [1, result(1), -1],
        ],
      ),
    );
    expect(resolve({ Name: "a", Flag: true })).toEqual({ url: "https://yes" });
    expect(() => resolve({ Name: "a" })).toThrow("no answer");
    expect(() => resolve({})).toThrow("no answer");
  });

  it("raises errors with what their templates name", () => {
    const resolve = compiled(diagram([isSet], [to("x"), to("y"), error], [[0, result(3), result(1)]]));
    expect(() => resolve({ Name: "n" })).toThrow(new runtime.EndpointError("wrong n"));
  });

  it("makes one function of a node that several lead to", () => {
    const text = emitted(
      diagram(
        [isSet, { fn: "stringEquals", argv: [{ ref: "Name" }, "a"] }, flag],
        [to("https://a"), to("https://b")],
        [
          [0, 3, 4],
          [1, 4, result(2)],
          [2, result(1), result(2)],
        ],
      ),
    );
    expect(text.match(/return endpointByFlag\(flag\);/g)).toHaveLength(2);
    expect(text.match(/function endpointByFlag\(flag: boolean\): ResolvedEndpoint \{/g)).toHaveLength(1);
  });

  it.each([
    ["cut off", { nodes: "AAAA" }],
    ["no condition 9", { nodes: bytesOf([-1, 1, -1, 9, 1, -1]) }],
    ["no result 7", { nodes: bytesOf([-1, 1, -1, 0, result(7), -1]) }],
    ["no node 5", { nodes: bytesOf([-1, 1, -1, 0, 5, -1]) }],
    ["node 0", { root: 0 }],
  ])("is refused when it says %s", (message, change) => {
    const value = { ...(diagram([isSet], [to("x"), to("y")], [[0, result(1), -1]]) as object), ...change };
    expect(() => emitted(value)).toThrow(message);
  });
});

/** 32-bit integers in base64, the highest byte first. */
function bytesOf(numbers: readonly number[]): string {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [index, value] of numbers.entries()) bytes.writeInt32BE(value, 4 * index);
  return bytes.toString("base64");
}

describe("published diagrams", () => {
  interface Published {
    readonly endpointBdd: { readonly results: readonly { readonly endpoint?: { url: string; properties: object } }[] };
    readonly endpointTests: {
      readonly testCases: readonly {
        readonly params: runtime.EndpointParameters;
        readonly expect: {
          readonly error?: string;
          readonly endpoint?: { readonly url: string; readonly headers?: object; readonly properties?: object };
        };
      }[];
    };
  }
  const file = readFileSync("test/codegen/fixtures/published-endpoint-bdd.json", "utf8");
  const { diagrams } = JSON.parse(file) as { readonly diagrams: { readonly [name: string]: Published } };

  it.each(Object.entries(diagrams))("%s answers its own endpoint tests", (_name, { endpointBdd, endpointTests }) => {
    // Properties are not for clients to see; in the URL they are.
    for (const { endpoint } of endpointBdd.results) {
      for (const value of Object.values(endpoint?.properties ?? {})) if (endpoint) endpoint.url += `#${value}`;
    }
    const resolve = compiled(endpointBdd);
    expect(endpointTests.testCases.length).toBeGreaterThan(0);
    for (const { params, expect: wanted } of endpointTests.testCases) {
      if (wanted.error !== undefined) {
        expect(() => resolve(params), JSON.stringify(params)).toThrow(wanted.error);
        continue;
      }
      const { url, headers, properties = {} } = wanted.endpoint ?? { url: "" };
      const full = [url, ...Object.values(properties)].join("#");
      expect(resolve(params)).toEqual({ url: full, ...(headers !== undefined && { headers }) });
    }
  });
});

describe("the diagram of Kinesis", () => {
  const published: object = JSON.parse(readFileSync("test/codegen/fixtures/kinesis-endpoint-bdd.json", "utf8"));
  const resolve = compiled(published);
  const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(values, { nil: undefined });
  const regions = fc.constantFrom(
    "us-east-1",
    "us-gov-west-1",
    "cn-north-1",
    "us-iso-east-1",
    "us-isob-east-1",
    "eu-isoe-west-1",
    "nowhere-1",
  );
  const arns = fc
    .tuple(
      fc.constantFrom("aws", "aws-cn", "aws-us-gov"),
      fc.constantFrom("kinesis", "s3", ""),
      fc.constantFrom("us-east-1", ""),
      fc.constantFrom("123456789012", "", "-no-"),
      fc.constantFrom("stream/a", "stream/a/consumer/b:1", "channel/a", "channel/-", "channel", "table/x", ""),
    )
    .map(([partition, name, region, account, resource]) => `arn:${partition}:${name}:${region}:${account}:${resource}`);
  const parameters = fc.record({
    Region: optional(regions),
    UseFIPS: optional(fc.boolean()),
    UseDualStack: optional(fc.boolean()),
    Endpoint: optional(
      fc.oneof(
        fc.constantFrom("https://kinesis.test", "http://127.0.0.1:4567"),
        fc.stringMatching(/^https:\/\/kinesis-[a-z]{4}\.x$/),
        fc.stringMatching(/^kinesis-[a-z]{4}\.x$/),
      ),
    ),
    AccountId: optional(fc.constantFrom("123456789012", "-no-")),
    AccountIdEndpointMode: optional(fc.constantFrom("preferred", "required", "disabled")),
    StreamId: optional(
      fc.oneof(
        fc.stringMatching(/^[a-z0-9]{20}-[a-z0-9]{3}$/),
        fc.stringMatching(/^[a-z0-9]{22}-[a-z0-9]{3}$/),
        fc.constant("x"),
      ),
    ),
    StreamARN: optional(arns),
    ConsumerARN: optional(arns),
    ResourceARN: optional(arns),
    ChannelARN: optional(arns),
    OperationType: optional(fc.constantFrom("data", "control")),
  });

  it("comes to what the rule set comes to", () => {
    const verdict = (by: Resolve, given: runtime.EndpointParameters): unknown => {
      try {
        return by(given);
      } catch (problem) {
        if (!(problem instanceof runtime.EndpointError)) throw problem;
        return problem.message;
      }
    };
    fc.assert(
      fc.property(parameters, (given) => {
        expect(verdict(resolve, given)).toEqual(verdict(resolveByRules, given));
      }),
      { numRuns: 5000 },
    );
  });
});
