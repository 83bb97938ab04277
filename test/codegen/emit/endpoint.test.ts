import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emitEndpoint } from "../../../codegen/emit/endpoint.js";
import type { RuleSet } from "../../../codegen/endpoint-rules/rule-set.js";
import { regionalRuleSet } from "../../../codegen/endpoint-rules/rule-set.js";
import * as runtime from "../../../runtime/for-generated.js";
import { interpretRules, type Verdict } from "../../support/endpoint-interpreter.js";
import { service } from "../../support/service-model-builder.js";

type Resolve = (parameters: runtime.EndpointParameters) => runtime.ResolvedEndpoint;

function emitted(endpointRuleSet: unknown): string {
  const [file] = emitEndpoint(service([], [], { endpointRuleSet }), { runtime: "../runtime.js", command: "generate" });
  return file?.text ?? "";
}

/** Runs what the generator emits. */
function compiled(endpointRuleSet: unknown): Resolve {
  const { code } = transformSync(emitted(endpointRuleSet), { loader: "ts", format: "cjs" });
  const module: { exports: { resolveEndpoint?: Resolve } } = { exports: {} };
  new Function("module", "exports", "require", code)(module, module.exports, () => runtime);
  if (module.exports.resolveEndpoint === undefined) throw new Error("nothing was exported");
  return module.exports.resolveEndpoint;
}

function verdict(resolve: Resolve, parameters: runtime.EndpointParameters): Verdict {
  try {
    const { url, signingRegion } = resolve(parameters);
    return signingRegion === undefined ? { url } : { url, signingRegion };
  } catch (error) {
    if (!(error instanceof runtime.EndpointError)) throw error;
    return { error: error.message.startsWith("The endpoint rules have no answer") ? "no answer" : error.message };
  }
}

function rules(...rules: readonly unknown[]): unknown {
  const parameters = {
    Region: { type: "string" },
    Name: { type: "string" },
    Flag: { type: "boolean" },
    UseFIPS: { type: "boolean", required: true, default: false },
    Names: { type: "stringArray" },
  };
  return { version: "1.0", parameters, rules };
}

const isSet = (ref: string): object => ({ fn: "isSet", argv: [{ ref }] });
const otherwise = { type: "error", conditions: [], error: "none of them" };

const kinesis: RuleSet = (() => {
  const { shapes } = JSON.parse(readFileSync("model/kinesis/endpoints.json", "utf8"));
  for (const shape of Object.values<{ traits?: Record<string, RuleSet> }>(shapes)) {
    const ruleSet = shape.traits?.["smithy.rules#endpointRuleSet"];
    if (ruleSet !== undefined) return ruleSet;
  }
  throw new Error("model/kinesis has no endpoint rules");
})();

describe("endings that are alike", () => {
  const flag = (ref: string): object => ({ fn: "booleanEquals", argv: [{ ref }, true] });
  const url = (text: string): object => ({ type: "endpoint", conditions: [], endpoint: { url: text } });
  /** What FIPS makes of a host; `plain` is the host without it. */
  const ending = (host: string, plain = host): readonly object[] => [
    {
      type: "tree",
      conditions: [flag("UseFIPS")],
      rules: [
        { type: "error", conditions: [isSet("Names")], error: "no names with FIPS" },
        url(`https://${host}-fips.example.com`),
      ],
    },
    { type: "error", conditions: [isSet("Names")], error: "no names" },
    url(`https://${plain}.example.com`),
  ];
  const byRegion = (region: string, rules: readonly object[]): object => ({
    type: "tree",
    conditions: [isSet("Region"), { fn: "stringEquals", argv: [{ ref: "Region" }, region] }],
    rules,
  });
  const calls = (ruleSet: unknown): number => emitted(ruleSet).match(/return endpointOfHost\(/g)?.length ?? 0;

  it("are told once, with what differs in their URLs as a parameter", () => {
    const ruleSet = rules(
      byRegion("a", ending("{Region}")),
      byRegion("b", ending("first.{Region}")),
      byRegion("c", ending("{Region}.third")),
      otherwise,
    ) as RuleSet;
    expect(calls(ruleSet)).toBe(3);
    expect(emitted(ruleSet).match(/no names with FIPS/g)).toHaveLength(1);
    const resolve = compiled(ruleSet);
    for (const Region of ["a", "b", "c", "d", undefined]) {
      for (const UseFIPS of [true, false]) {
        for (const Names of [["n"], undefined]) {
          const given = { Region, UseFIPS, Names };
          expect(verdict(resolve, given), JSON.stringify(given)).toEqual(interpretRules(ruleSet, given));
        }
      }
    }
  });

  it("are left where they are when there are but two, or when they differ in more than one part", () => {
    const [first, second, third] = ["1.{Region}", "2.{Region}", "3.{Region}"] as const;
    const two = [byRegion("a", ending(first)), byRegion("b", ending(second))];
    expect(calls(rules(...two, otherwise))).toBe(0);
    expect(calls(rules(...two, byRegion("c", ending(third)), otherwise))).toBe(3);
    expect(calls(rules(...two, byRegion("c", ending(third, "x.{Region}")), otherwise))).toBe(0);
  });
});

describe("the rules of Kinesis", () => {
  const resolve = compiled(kinesis);
  const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(values, { nil: undefined });
  const part = fc.stringMatching(/^[a-z0-9]{0,6}$/);
  const regions = fc.constantFrom(
    "us-east-1",
    "eu-west-1",
    "us-gov-west-1",
    "us-gov-east-1",
    "cn-north-1",
    "us-iso-east-1",
    "us-isob-east-1",
    "eu-isoe-west-1",
    "us-isof-south-1",
    "aws-global",
    "nowhere",
    "",
  );
  const arns = fc.oneof(
    fc
      .tuple(
        fc.constantFrom("aws", "aws-cn", "aws-us-gov"),
        fc.constantFrom("kinesis", "s3", ""),
        regions,
        fc.constantFrom("123456789012", "", "-no-"),
        fc.constantFrom("stream/a", "stream/a/consumer/b:1", "channel/a", "/", ""),
      )
      .map(
        ([partition, name, region, account, resource]) => `arn:${partition}:${name}:${region}:${account}:${resource}`,
      ),
    part,
  );
  const streamIds = fc.oneof(
    part,
    fc.stringMatching(/^[a-z0-9]{20}-[a-z0-9]{3}$/),
    fc.stringMatching(/^[a-z0-9]{22}-[a-z0-9]{3}$/),
  );
  const endpoints = fc.oneof(
    fc.constantFrom("https://kinesis.test", "http://127.0.0.1:4567", ""),
    fc.stringMatching(/^https:\/\/kinesis-[a-z]{4}\.x$/),
    fc.stringMatching(/^kinesis-[a-z]{4}\.x$/),
  );
  const parameters = fc.record({
    Region: optional(regions),
    UseFIPS: optional(fc.boolean()),
    UseDualStack: optional(fc.boolean()),
    Endpoint: optional(endpoints),
    StreamId: optional(streamIds),
    StreamARN: optional(arns),
    ConsumerARN: optional(arns),
    ResourceARN: optional(arns),
    ChannelARN: optional(arns),
    OperationType: optional(fc.constantFrom("data", "control")),
  });

  it("come to what an interpreter makes of them", () => {
    fc.assert(
      fc.property(parameters, (given) => {
        expect(verdict(resolve, given)).toEqual(interpretRules(kinesis, given));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("compiled rules", () => {
  it("try one rule after the other", () => {
    const set = rules(
      { type: "endpoint", conditions: [isSet("Name")], endpoint: { url: "https://{Name}" } },
      otherwise,
    );
    const resolve = compiled(set);
    expect(resolve({ Name: "a" })).toEqual({ url: "https://a" });
    expect(() => resolve({})).toThrow(new runtime.EndpointError("none of them"));
  });

  it("do not come back from a tree", () => {
    const inner = { type: "endpoint", conditions: [isSet("Name")], endpoint: { url: "https://inner" } };
    const set = rules(
      { type: "tree", conditions: [isSet("Region")], rules: [inner] },
      { ...inner, endpoint: { url: "https://outer" } },
    );
    const resolve = compiled(set);
    expect(resolve({ Region: "r", Name: "n" })).toEqual({ url: "https://inner" });
    expect(resolve({ Name: "n" })).toEqual({ url: "https://outer" });
    expect(() => resolve({ Region: "r" })).toThrow("The endpoint rules have no answer");
  });

  it("fall to the next rule when a result is missing", () => {
    const cut = { fn: "substring", argv: [{ ref: "Name" }, 0, 3, false], assign: "Start" };
    const equal = { fn: "stringEquals", argv: [{ ref: "Start" }, "abc"] };
    const set = rules(
      { type: "endpoint", conditions: [isSet("Name"), cut, equal], endpoint: { url: "https://{Start}" } },
      otherwise,
    );
    const resolve = compiled(set);
    expect(resolve({ Name: "abcd" })).toEqual({ url: "https://abc" });
    for (const Name of ["ab", "xyzz", undefined]) expect(() => resolve({ Name })).toThrow("none of them");
  });

  it("give results of one name in two rules constants of their own", () => {
    const first = { fn: "substring", argv: [{ ref: "Name" }, 0, 1, false], assign: "Part" };
    const last = { fn: "substring", argv: [{ ref: "Name" }, 0, 1, true], assign: "Part" };
    const is = (letter: string): object => ({ fn: "stringEquals", argv: [{ ref: "Part" }, letter] });
    const set = rules({
      type: "tree",
      conditions: [isSet("Name")],
      rules: [
        { type: "endpoint", conditions: [first, is("a")], endpoint: { url: "https://first" } },
        { type: "endpoint", conditions: [last, is("b")], endpoint: { url: "https://last" } },
        otherwise,
      ],
    });
    const resolve = compiled(set);
    expect(resolve({ Name: "ax" })).toEqual({ url: "https://first" });
    expect(resolve({ Name: "xb" })).toEqual({ url: "https://last" });
    expect(() => resolve({ Name: "xx" })).toThrow("none of them");
  });

  it("know coalesce, ite, not and lists", () => {
    const name = { fn: "coalesce", argv: [{ ref: "Name" }, "fallback"] };
    const suffix = { fn: "ite", argv: [{ fn: "not", argv: [{ ref: "UseFIPS" }] }, "plain", "fips"] };
    const firstName = { fn: "getAttr", argv: [{ ref: "Names" }, "[0]"], assign: "First" };
    const set = rules(
      { type: "endpoint", conditions: [isSet("Names"), firstName], endpoint: { url: "https://{First}" } },
      { type: "endpoint", conditions: [{ fn: "stringEquals", argv: [name, "fallback"] }], endpoint: { url: suffix } },
      otherwise,
    );
    const resolve = compiled(set);
    expect(resolve({ Names: ["n"] })).toEqual({ url: "https://n" });
    expect(resolve({ Names: [] })).toEqual({ url: "plain" });
    expect(resolve({ UseFIPS: true })).toEqual({ url: "fips" });
    expect(() => resolve({ Name: "other" })).toThrow("none of them");
  });

  it("take optional booleans for false only when they are", () => {
    const equals = (value: boolean): object => ({ fn: "booleanEquals", argv: [{ ref: "Flag" }, value] });
    const set = rules(
      { type: "endpoint", conditions: [equals(true)], endpoint: { url: "yes" } },
      { type: "endpoint", conditions: [equals(false)], endpoint: { url: "no" } },
      otherwise,
    );
    const resolve = compiled(set);
    expect([resolve({ Flag: true }).url, resolve({ Flag: false }).url]).toEqual(["yes", "no"]);
    expect(() => resolve({})).toThrow("none of them");
  });

  it("insist on required parameters that they do not look at, and do not read the others", () => {
    const parameters = { Region: { type: "string", required: true }, Name: { type: "string" } };
    const set = { version: "1.0", parameters, rules: [{ type: "endpoint", conditions: [], endpoint: { url: "x" } }] };
    const resolve = compiled(set);
    expect(resolve({ Region: "r" })).toEqual({ url: "x" });
    expect(() => resolve({})).toThrow(runtime.EndpointError);
    expect(emitted(set)).not.toContain('"Name"');
  });

  it("carry headers and what to sign with", () => {
    const scheme = { name: "sigv4", signingName: "kin", signingRegion: "{Region}" };
    const set = rules({
      type: "endpoint",
      conditions: [isSet("Region")],
      endpoint: {
        url: "https://x",
        headers: { "x-a": ["1", "{Region}"] },
        properties: { authSchemes: [{ name: "sigv4a", signingName: "no" }, scheme] },
      },
    });
    expect(compiled(set)({ Region: "r" })).toEqual({
      url: "https://x",
      headers: { "x-a": ["1", "r"] },
      signingRegion: "r",
      signingName: "kin",
    });
  });

  it("tell the scheme of an endpoint that takes no other", () => {
    const to = (authSchemes: readonly object[]) =>
      rules({ type: "endpoint", conditions: [], endpoint: { url: "https://x", properties: { authSchemes } } });
    const anywhere = { name: "sigv4a", signingName: "no", signingRegionSet: ["*"] };
    expect(compiled(to([anywhere]))({})).toEqual({ url: "https://x", unknownSignature: "sigv4a" });
    expect(compiled(to([]))({})).toEqual({ url: "https://x" });
  });

  it("know the region that answers for services without regions", () => {
    const set = rules({
      type: "endpoint",
      conditions: [isSet("Region"), { fn: "aws.partition", argv: [{ ref: "Region" }], assign: "Partition" }],
      endpoint: { url: "https://x.{Partition#implicitGlobalRegion}.{Partition#dnsSuffix}" },
    });
    expect(compiled(set)({ Region: "cn-north-1" })).toEqual({ url: "https://x.cn-northwest-1.amazonaws.com.cn" });
  });

  it("write templates literally but for their braces", () => {
    const error = ["`$", '{Name}` \\ {{Name}} "{UseFIPS}"'].join("");
    const set = rules({ type: "error", conditions: [], error });
    expect(() => compiled(set)({})).toThrow(new runtime.EndpointError('`$undefined` \\ {Name} "false"'));
  });

  it("insist on required parameters and on types", () => {
    const set = { ...(rules(otherwise) as RuleSet), parameters: { Bucket: { type: "String", required: true } } };
    expect(() => compiled(set)({})).toThrow(/need the parameter Bucket/);
    expect(() =>
      compiled(rules({ type: "endpoint", conditions: [isSet("Name")], endpoint: { url: "x" } }))({ Name: true }),
    ).toThrow(/parameter Name must be a string/);
  });

  it("refuse functions and references that they do not know", () => {
    expect(() => emitted(rules({ ...otherwise, conditions: [{ fn: "aws.guess", argv: [] }] }))).toThrow(/aws\.guess/);
    expect(() => emitted(rules({ ...otherwise, conditions: [isSet("Nobody")] }))).toThrow(/Nobody/);
  });
});

describe("a model without rules", () => {
  it("goes to the region's endpoint or to the given one", () => {
    const resolve = compiled(regionalRuleSet("thing"));
    expect(resolve({ Region: "eu-west-1" })).toEqual({ url: "https://thing.eu-west-1.amazonaws.com" });
    expect(resolve({ Region: "cn-north-1" })).toEqual({ url: "https://thing.cn-north-1.amazonaws.com.cn" });
    expect(resolve({ Region: "eu-west-1", Endpoint: "http://here" })).toEqual({ url: "http://here" });
    expect(() => resolve({})).toThrow(/Region/);
    expect(compiled(undefined)({ Region: "eu-west-1" })).toEqual({ url: "https://small.eu-west-1.amazonaws.com" });
  });
});

it("goes by the partitions of the model's own endpoint tests", () => {
  const endpointRuleSet = rules({
    type: "endpoint",
    conditions: [{ fn: "aws.partition", argv: [{ ref: "Region" }], assign: "Partition" }],
    endpoint: { url: "https://x.{Region}.{Partition#dnsSuffix}" },
  });
  const testCases = [
    { params: { Region: "eusc-de-east-1" }, expect: { endpoint: { url: "https://x.eusc-de-east-1.old.example" } } },
  ];
  const model = service([], [], { endpointRuleSet, endpointTests: { version: "1.0", testCases } });
  const [file] = emitEndpoint(model, { runtime: "../runtime.js", command: "generate" });
  expect(file?.text).toContain(`const partitionDifferences: PartitionDifferences = {
  "aws-eusc": { dnsSuffix: "old.example" },
};`);
  const { code } = transformSync(file?.text ?? "", { loader: "ts", format: "cjs" });
  const module: { exports: { resolveEndpoint?: Resolve } } = { exports: {} };
  new Function("module", "exports", "require", code)(module, module.exports, () => runtime);
  expect(module.exports.resolveEndpoint?.({ Region: "eusc-de-east-1" }).url).toBe(
    "https://x.eusc-de-east-1.old.example",
  );
  expect(module.exports.resolveEndpoint?.({ Region: "us-east-1" }).url).toBe("https://x.us-east-1.amazonaws.com");
});
