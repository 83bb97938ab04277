import * as named from "../../runtime/validation/rules.js";

/** Every rule of the validators, by the name that generated code has for it. */
export const namedRules: Readonly<Record<string, named.Rule>> = Object.fromEntries(
  Object.entries(named).filter((entry): entry is [string, named.Rule] => entry[0].endsWith("Rule")),
);

/** The rule of a keyword; undefined for one that no validator of ours has. */
export function ruleOf(keyword: string): named.Rule | undefined {
  return namedRules[`${keyword}Rule`];
}
