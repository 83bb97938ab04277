import { describe, expect, it } from "vitest";
import { learnPartitions, partitionNotices } from "../../../codegen/endpoint-rules/learn-partitions.js";
import { service } from "../../support/service-model-builder.js";

const when = (name: string, value: boolean) => ({ fn: "booleanEquals", argv: [{ ref: name }, value] });
const supports = (what: string, value: boolean) => ({
  fn: "booleanEquals",
  argv: [value, { fn: "getAttr", argv: [{ ref: "Partition" }, what] }],
});
const to = (url: string, ...conditions: object[]) => ({ type: "endpoint", conditions, endpoint: { url } });
const refuse = (error: string, ...conditions: object[]) => ({ type: "error", conditions, error });

/** What rules of AWS services have in common, as of 2022. */
const endpointRuleSet = {
  version: "1.0",
  parameters: {
    Region: { type: "String", builtIn: "AWS::Region" },
    UseDualStack: { type: "Boolean", required: true, default: false },
    UseFIPS: { type: "Boolean", required: true, default: false },
  },
  rules: [
    {
      type: "tree",
      conditions: [{ fn: "aws.partition", argv: [{ ref: "Region" }], assign: "Partition" }],
      rules: [
        refuse("no FIPS", when("UseFIPS", true), supports("supportsFIPS", false)),
        refuse("no dual-stack", when("UseDualStack", true), supports("supportsDualStack", false)),
        to("https://x.{Region}.{Partition#dualStackDnsSuffix}", when("UseDualStack", true)),
        to("https://x.{Region}.{Partition#dnsSuffix}"),
      ],
    },
  ],
};

interface Case {
  readonly region: string;
  readonly dual?: boolean;
  readonly fips?: boolean;
  readonly url?: string;
  readonly error?: string;
}

function model(cases: readonly Case[]) {
  const testCases = cases.map(({ region, dual = false, fips = false, url, error }) => ({
    params: { Region: region, UseDualStack: dual, UseFIPS: fips },
    expect: url === undefined ? { error } : { endpoint: { url } },
  }));
  return service([], [], { endpointRuleSet, endpointTests: { version: "1.0", testCases } });
}

describe("what a model's endpoint tests say of partitions", () => {
  it("is nothing where they agree with the table", () => {
    const some = model([
      { region: "us-east-1", url: "https://x.us-east-1.amazonaws.com" },
      { region: "us-iso-east-1", dual: true, url: "https://x.us-iso-east-1.api.aws.ic.gov" },
    ]);
    expect(learnPartitions(some)).toEqual({});
    expect(partitionNotices(some)).toEqual([]);
  });

  it("is that a partition had no dual-stack endpoints in its day", () => {
    const some = model([
      { region: "us-iso-east-1", url: "https://x.us-iso-east-1.c2s.ic.gov" },
      { region: "us-iso-east-1", dual: true, error: "no dual-stack" },
      { region: "us-isob-east-1", dual: true, error: "no dual-stack" },
      { region: "us-east-1", dual: true, url: "https://x.us-east-1.api.aws" },
    ]);
    expect(learnPartitions(some)).toEqual({
      "aws-iso": { supportsDualStack: false },
      "aws-iso-b": { supportsDualStack: false },
    });
    expect(partitionNotices(some)).toEqual([
      "endpoints in aws-iso, aws-iso-b go by the model's own tests: supportsDualStack false, unlike today's partitions",
    ]);
  });

  it("is another suffix, or no FIPS", () => {
    const some = model([
      { region: "eusc-de-east-1", dual: true, url: "https://x.eusc-de-east-1.amazonaws.eu" },
      { region: "eu-isoe-west-1", fips: true, error: "no FIPS" },
    ]);
    expect(learnPartitions(some)).toEqual({
      "aws-eusc": { dualStackDnsSuffix: "amazonaws.eu" },
      "aws-iso-e": { supportsFIPS: false },
    });
  });

  it("is nothing where they contradict one another: the table is the newest", () => {
    const some = model([
      { region: "us-iso-east-1", dual: true, error: "no dual-stack" },
      { region: "us-iso-west-1", dual: true, url: "https://x.us-iso-west-1.api.aws.ic.gov" },
    ]);
    expect(learnPartitions(some)).toEqual({});
  });

  it("is nothing where no facts explain them, or rules call what cannot be asked", () => {
    expect(learnPartitions(model([{ region: "us-iso-east-1", error: "something else" }]))).toEqual({});
    const unknown = { ...endpointRuleSet, rules: [to("https://x", { fn: "aws.new", argv: ["x"] })] };
    const some = { ...model([{ region: "us-iso-east-1", error: "no" }]), endpointRuleSet: unknown };
    expect(learnPartitions(some)).toEqual({});
  });
});
