import type { DecisionDiagram } from "./decision-diagram.js";
import type { EndpointRule, Rule, RuleSet } from "./rule-set.js";

/** What a rule answers with. */
type Endpoint = EndpointRule["endpoint"];

/** Every endpoint that rules can answer with, in either form. */
export function endpointsOf(rules: RuleSet | DecisionDiagram): readonly Endpoint[] {
  return "rules" in rules
    ? rules.rules.flatMap(endpointsIn)
    : rules.results.flatMap((rule) => (rule ? endpointsIn(rule) : []));
}

function endpointsIn(rule: Rule): readonly Endpoint[] {
  if (rule.type === "tree") return rule.rules.flatMap(endpointsIn);
  return rule.type === "endpoint" ? [rule.endpoint] : [];
}

/** Whether an endpoint has headers, or says how to sign. */
export function saysMoreThanUrl({ headers = {}, properties = {} }: Endpoint): boolean {
  const { authSchemes } = properties;
  return Object.keys(headers).length > 0 || (Array.isArray(authSchemes) && authSchemes.length > 0);
}
