import type { Expression, Rule, RuleSet } from "../../codegen/endpoint-rules/rule-set.js";
import {
  type EndpointParameters,
  isValidHostLabel,
  isVirtualHostableS3Bucket,
  parseArn,
  parseURL,
  partition,
  split,
  substring,
  uriEncode,
} from "../../runtime/for-generated.js";

/** What rules come to: an endpoint's URL, or an error's message; `no answer` when no rule matches. */
export type Verdict = { readonly url: string; readonly signingRegion?: unknown } | { readonly error: string };

type Values = Readonly<Record<string, unknown>>;

/**
 * Walks endpoint rules as the specification of the rules engine tells, one at a time: what the compiled function must
 * come to, found in the slowest and plainest way.
 */
export function interpretRules(ruleSet: RuleSet, parameters: EndpointParameters): Verdict {
  const values: Record<string, unknown> = {};
  for (const [name, { default: fallback }] of Object.entries(ruleSet.parameters))
    values[name] = parameters[name] ?? fallback;
  return firstMatch(ruleSet.rules, values) ?? { error: "no answer" };
}

function firstMatch(rules: readonly Rule[], values: Values): Verdict | undefined {
  for (const rule of rules) {
    const inside = conditionsHold(rule, values);
    if (inside === undefined) continue;
    if (rule.type === "error") return { error: String(evaluate(rule.error, inside)) };
    if (rule.type === "tree") return firstMatch(rule.rules, inside) ?? { error: "no answer" };
    const [scheme] = (rule.endpoint.properties?.authSchemes ?? []) as readonly {
      readonly signingRegion?: Expression;
    }[];
    const url = String(evaluate(rule.endpoint.url, inside));
    return scheme?.signingRegion === undefined
      ? { url }
      : { url, signingRegion: evaluate(scheme.signingRegion, inside) };
  }
  return undefined;
}

function conditionsHold(rule: Rule, values: Values): Values | undefined {
  let inside = values;
  for (const { assign, fn, argv } of rule.conditions ?? []) {
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
  return apply(expression.fn, given);
}

function apply(fn: string, given: readonly unknown[]): unknown {
  const [first, second, third, fourth] = given as readonly never[];
  switch (fn) {
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
      return first ? second : third;
  }
  if (first === undefined) return undefined;
  return applyLibrary(fn, first, second as never, third as never, fourth as never);
}

function applyLibrary(fn: string, first: never, second: never, third: never, fourth: never): unknown {
  switch (fn) {
    case "aws.partition":
      return partition(first);
    case "aws.parseArn":
      return parseArn(first);
    case "aws.isVirtualHostableS3Bucket":
      return isVirtualHostableS3Bucket(first, second);
    case "isValidHostLabel":
      return isValidHostLabel(first, second);
    case "parseURL":
      return parseURL(first);
    case "substring":
      return substring(first, second, third, fourth);
    case "split":
      return split(first, second, third);
    case "uriEncode":
      return uriEncode(first);
  }
  throw new Error(`no function ${fn}`);
}

function attribute(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((step) => step !== "")
    .reduce<unknown>((holder, step) => (holder as Record<string, unknown> | undefined)?.[step], value);
}

function fill(template: string, values: Values): string {
  return template.replace(/\{\{|\}\}|\{([^{}#]+)(?:#([^{}]+))?\}/g, (text, name?: string, path?: string) => {
    if (name === undefined) return text.slice(1);
    return String(path === undefined ? values[name] : attribute(values[name], path));
  });
}
