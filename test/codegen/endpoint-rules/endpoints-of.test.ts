import { expect, it } from "vitest";
import type { DecisionDiagram } from "../../../codegen/endpoint-rules/decision-diagram.js";
import { endpointsOf, saysMoreThanUrl } from "../../../codegen/endpoint-rules/endpoints-of.js";
import type { EndpointRule, ErrorRule, RuleSet } from "../../../codegen/endpoint-rules/rule-set.js";

const to = (url: string): EndpointRule => ({ type: "endpoint", endpoint: { url } });
const error: ErrorRule = { type: "error", error: "no" };

it("finds every endpoint, however deep in a tree", () => {
  const rules: RuleSet = {
    version: "1.0",
    parameters: {},
    rules: [{ type: "tree", rules: [to("a"), { type: "tree", rules: [to("b")] }, error] }, to("c")],
  };
  expect(endpointsOf(rules).map(({ url }) => url)).toEqual(["a", "b", "c"]);
});

it("finds the results of a decision diagram", () => {
  const diagram: DecisionDiagram = {
    parameters: {},
    conditions: [],
    nodes: [],
    root: 1,
    results: [undefined, to("a"), error, to("b")],
  };
  expect(endpointsOf(diagram).map(({ url }) => url)).toEqual(["a", "b"]);
});

it("tells which say more than a URL", () => {
  expect(saysMoreThanUrl({ url: "a" })).toBe(false);
  expect(saysMoreThanUrl({ url: "a", headers: {}, properties: { authSchemes: [], other: 1 } })).toBe(false);
  expect(saysMoreThanUrl({ url: "a", headers: { "x-a": ["1"] } })).toBe(true);
  expect(saysMoreThanUrl({ url: "a", properties: { authSchemes: [{ name: "sigv4" }] } })).toBe(true);
});
