import type { ServiceModel } from "../service-model.js";
import { type DecisionDiagram, decodeBdd, isBdd } from "./decision-diagram.js";
import { isRuleSet, type RuleSet, regionalRuleSet } from "./rule-set.js";

/** The rules of a model, in whichever form it has them, or those that AWS services share when it has none. */
export function rulesOf({ endpointRuleSet, endpointBdd, endpointPrefix }: ServiceModel): RuleSet | DecisionDiagram {
  if (isRuleSet(endpointRuleSet)) return endpointRuleSet;
  return isBdd(endpointBdd) ? decodeBdd(endpointBdd) : regionalRuleSet(endpointPrefix);
}
