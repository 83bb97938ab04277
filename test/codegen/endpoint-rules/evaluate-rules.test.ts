import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { answerOf, type EndpointParameters } from "../../../codegen/endpoint-rules/evaluate-rules.js";
import { callLibrary } from "../../../codegen/endpoint-rules/rule-functions.js";
import { isRuleSet, type Rule, type RuleSet } from "../../../codegen/endpoint-rules/rule-set.js";
import { readServiceModel } from "../../../codegen/read-service-model.js";

interface TestCase {
  readonly documentation?: string;
  readonly params?: EndpointParameters;
  readonly expect: { readonly error?: string; readonly endpoint?: { readonly url: string } };
}

it("gets the published answers to the model's endpoint tests", () => {
  const { endpointRuleSet, endpointTests } = readServiceModel([join(import.meta.dirname, "../../../model/kinesis")]);
  if (!isRuleSet(endpointRuleSet)) throw new Error("the model has no endpoint rules");
  const { testCases } = endpointTests as { readonly testCases: readonly TestCase[] };
  expect(testCases.length).toBeGreaterThan(150);
  for (const { params = {}, expect: expected, documentation } of testCases) {
    const answer = answerOf(endpointRuleSet, params);
    const wanted = expected.endpoint === undefined ? { error: expected.error } : { url: expected.endpoint.url };
    expect(answer, documentation).toEqual(wanted);
  }
});

describe("rules", () => {
  const rules = (...list: readonly Rule[]): RuleSet => ({
    version: "1.0",
    parameters: { Region: { type: "string", required: true }, Name: { type: "string", default: "fallback" } },
    rules: list,
  });
  const answer: Rule = { type: "endpoint", endpoint: { url: "https://{Name}.{Region}" } };

  it("take defaults, and miss what is required", () => {
    expect(answerOf(rules(answer), { Region: "a" })).toEqual({ url: "https://fallback.a" });
    expect(answerOf(rules(answer), {})).toEqual({ error: "Region is missing" });
  });

  it("do not come back from a tree", () => {
    const tree: Rule = { type: "tree", rules: [{ ...answer, conditions: [{ fn: "isSet", argv: [{ ref: "None" }] }] }] };
    expect(answerOf(rules(tree, answer), { Region: "a" })).toEqual({ error: "no rule matches" });
  });

  it("choose and count from either end", () => {
    const choose: Rule = {
      type: "endpoint",
      conditions: [
        { fn: "ite", argv: [true, "yes", "no"], assign: "Choice" },
        { fn: "coalesce", argv: [{ ref: "None" }, "rest"], assign: "Rest" },
      ],
      endpoint: { url: "{Choice}-{Rest}-{{}}" },
    };
    expect(answerOf(rules(choose), { Region: "a" })).toEqual({ url: "yes-rest-{}" });
  });
});

it.each([
  ["substring", ["abcdef", 0, 2, false], "ab"],
  ["substring", ["abcdef", 0, 2, true], "ef"],
  ["substring", ["abc", 0, 4, false], undefined],
  ["substring", ["aé", 0, 1, false], undefined],
  ["split", ["a-b-c", "-", 0], ["a", "b", "c"]],
  ["split", ["a-b-c", "-", 2], ["a", "b-c"]],
  ["split", ["a-b", "-", 5], ["a", "b"]],
  ["uriEncode", ["a b/(c)"], "a%20b%2F%28c%29"],
  ["isValidHostLabel", ["a.b", false], false],
  ["isValidHostLabel", ["a.b", true], true],
  ["aws.isVirtualHostableS3Bucket", ["my-bucket", false], true],
  ["aws.isVirtualHostableS3Bucket", ["My_Bucket", false], false],
  ["aws.parseArn", ["arn:aws:s3"], undefined],
  ["parseURL", ["https://a.b/c?d=e"], undefined],
])("%s(%j) is %j", (name, given, expected) => expect(callLibrary(name, given)).toEqual(expected));

it("a function that is not in the library is told by name", () => {
  expect(() => callLibrary("aws.new", ["x"])).toThrow(RangeError);
});
