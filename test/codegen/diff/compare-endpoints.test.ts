import { describe, expect, it } from "vitest";
import type { Shapes } from "../small-model.js";
import { diffShapes, doing, onlyChange } from "./diff-shapes.js";

const endpoint = (url: string, conditions: readonly object[] = []) => ({
  type: "endpoint",
  conditions,
  endpoint: { url },
});
const isFips = [{ fn: "booleanEquals", argv: [{ ref: "UseFIPS" }, true] }];

function ruled(rules: readonly object[], more: object = {}, traits: object = {}): Shapes {
  const shapes = doing({});
  const service = shapes["example#Example"] as { readonly traits: object };
  const endpointRuleSet = {
    version: "1.0",
    parameters: {
      Region: { type: "string", required: true, builtIn: "AWS::Region", documentation: "The region" },
      UseFIPS: { type: "boolean", required: true, default: false, documentation: "Whether to use FIPS" },
      ...more,
    },
    rules,
  };
  const rulesTrait = { "smithy.rules#endpointRuleSet": endpointRuleSet };
  return { ...shapes, "example#Example": { ...service, traits: { ...service.traits, ...rulesTrait, ...traits } } };
}

describe("endpoint rules", () => {
  it("tell answers that differ, the host for each set of parameters", () => {
    const before = ruled([endpoint("https://fips.{Region}", isFips), endpoint("https://old.{Region}")]);
    const after = ruled([endpoint("https://fips.{Region}", isFips), endpoint("https://new.{Region}")]);
    const { verdict, changes } = diffShapes(before, after);
    expect(verdict).toBe("minor");
    expect(changes.map(({ kind }) => kind)).toEqual(["endpoint-rules-changed", "endpoint-answer-changed"]);
    expect(changes[0]).toEqual({
      class: "behaviour",
      kind: "endpoint-rules-changed",
      shape: "Example",
      message: "Example: endpoint rules changed: 4 of 8 answers differ",
    });
    expect(changes).toContainEqual({
      class: "behaviour",
      kind: "endpoint-answer-changed",
      shape: "Example",
      before: { url: "https://old.us-east-1" },
      after: { url: "https://new.us-east-1" },
      message: "Example: endpoint for Region=us-east-1: https://old.us-east-1 becomes https://new.us-east-1",
    });
  });

  it("ask with the parameters of the endpoint tests", () => {
    const name = { Name: { type: "string", documentation: "A name" } };
    const named = [{ fn: "isSet", argv: [{ ref: "Name" }] }];
    const tests = {
      "smithy.rules#endpointTests": {
        version: "1.0",
        testCases: [
          { documentation: "x", params: { Region: "r", Name: "n" }, expect: { endpoint: { url: "https://n.r" } } },
        ],
      },
    };
    const before = ruled([endpoint("https://{Region}")], name);
    const after = ruled([endpoint("https://{Name}.{Region}", named), endpoint("https://{Region}")], name, tests);
    expect(diffShapes(before, after).changes.map(({ message }) => message)).toEqual([
      "Example: endpoint rules changed: 1 of 9 answers differ",
      "Example: endpoint for Region=r, Name=n: https://r becomes https://n.r",
    ]);
  });

  it("written otherwise, with the same answers, say so", () => {
    const before = ruled([endpoint("https://{Region}")]);
    const after = ruled([endpoint("https://{Region}", isFips), endpoint("https://{Region}")]);
    expect(onlyChange(before, after)).toMatchObject({
      class: "behaviour",
      message: "Example: endpoint rules changed: no difference was found in 8 answers",
    });
  });

  it("whose words alone differ are no change", () => {
    const documented = {
      Region: { type: "string", required: true, builtIn: "AWS::Region", documentation: "Other words" },
    };
    const rules = [endpoint("https://{Region}")];
    expect(diffShapes(ruled(rules), ruled(rules, documented)).changes).toEqual([]);
  });

  it("that a model begins to have replace those that all services share", () => {
    const [first] = diffShapes(doing({}), ruled([endpoint("https://{Region}")])).changes;
    expect(first?.message).toBe(
      "Example: endpoint rules changed: 9 of 9 answers differ; new parameters UseFIPS; without Endpoint",
    );
  });
});
