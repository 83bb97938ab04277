import type { Expression, Rule, RuleSet } from "../emit/endpoint/rule-set.js";
import { callLibrary } from "./rule-functions.js";

/** What endpoint rules are asked with. */
export type EndpointParameters = Readonly<Record<string, unknown>>;

/** What they answer. */
export type EndpointAnswer = { readonly url: string } | { readonly error: string };

type Values = Readonly<Record<string, unknown>>;

/**
 * Answers from endpoint rules, step by step as the Smithy rules engine specification tells: enough to show where two rule
 * sets differ.
 *
 * @throws {RangeError} for a function that is not in the specification's library.
 */
export function answerOf(ruleSet: RuleSet, parameters: EndpointParameters): EndpointAnswer {
  const values: Record<string, unknown> = {};
  for (const [name, { default: fallback, required }] of Object.entries(ruleSet.parameters)) {
    values[name] = parameters[name] ?? fallback;
    if (required === true && values[name] === undefined) return { error: `${name} is missing` };
  }
  return firstMatch(ruleSet.rules, values) ?? noAnswer;
}

const noAnswer: EndpointAnswer = { error: "no rule matches" };

function firstMatch(rules: readonly Rule[], values: Values): EndpointAnswer | undefined {
  for (const rule of rules) {
    const inside = conditionsHold(rule, values);
    if (inside === undefined) continue;
    if (rule.type === "error") return { error: String(evaluate(rule.error, inside)) };
    if (rule.type === "endpoint") return { url: String(evaluate(rule.endpoint.url, inside)) };
    // Once a tree is entered there is no way back.
    return firstMatch(rule.rules, inside) ?? noAnswer;
  }
  return undefined;
}

/** The values with those that the conditions assign, or undefined when one does not hold. */
function conditionsHold({ conditions = [] }: Rule, values: Values): Values | undefined {
  let inside = values;
  for (const { assign, fn, argv } of conditions) {
    const value = evaluate({ fn, argv }, inside);
    if (value === undefined || value === false) return undefined;
    if (assign !== undefined) inside = { ...inside, [assign]: value };
  }
  return inside;
}

function evaluate(expression: Expression, values: Values): unknown {
  if (typeof expression === "string") return fill(expression, values);
  if (typeof expression !== "object") return expression;
  if ("ref" in expression) return values[expression.ref];
  if (!("fn" in expression)) return expression.map((item) => evaluate(item, values));
  const given = expression.argv.map((argument) => evaluate(argument, values));
  const [first, second, third] = given;
  switch (expression.fn) {
    case "isSet":
      return first !== undefined;
    case "not":
      return !first;
    case "booleanEquals":
    case "stringEquals":
      return first === second;
    case "getAttr":
      return attribute(first, String(second));
    case "coalesce":
      return given.find((value) => value !== undefined);
    case "ite":
      return first === true ? second : third;
    default:
      return given[0] === undefined ? undefined : callLibrary(expression.fn, given);
  }
}

/** Follows a path such as `resourceId[1]` or `dnsSuffix`. */
function attribute(value: unknown, path: string): unknown {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  return steps.reduce<unknown>((holder, step) => (holder as Values | undefined)?.[step], value);
}

/** Fills the placeholders of a template: `{Region}`, `{PartitionResult#dnsSuffix}`. */
function fill(template: string, values: Values): string {
  return template.replace(/\{\{|\}\}|\{([^{}#]+)(?:#([^{}]+))?\}/g, (text, name?: string, path?: string) => {
    if (name === undefined) return text.slice(1);
    return String(path === undefined ? values[name] : attribute(values[name], path));
  });
}
