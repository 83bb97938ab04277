import { conditionOf, type DecisionDiagram, firstResult, isNode, nodeAt } from "./decision-diagram.js";
import { type PartitionDifferences, partitionOf } from "./partitions.js";
import { callLibrary } from "./rule-functions.js";
import type { Condition, EndpointRule, ErrorRule, Expression, Rule, RuleSet } from "./rule-set.js";

/** What endpoint rules are asked with. */
export type EndpointParameters = Readonly<Record<string, unknown>>;

/** What they answer. */
export type EndpointAnswer = { readonly url: string } | { readonly error: string };

type Values = Readonly<Record<string, unknown>>;

/**
 * Answers from endpoint rules, step by step as the Smithy rules engine specification tells.
 *
 * @param differences What to take for a partition's facts where they are not those of the table.
 * @throws {RangeError} for a function that is not in the specification's library.
 */
export function answerOf(
  rules: RuleSet | DecisionDiagram,
  parameters: EndpointParameters,
  differences: PartitionDifferences = {},
): EndpointAnswer {
  const values: Record<string, unknown> = {};
  for (const [name, { default: fallback, required }] of Object.entries(rules.parameters)) {
    values[name] = parameters[name] ?? fallback;
    if (required === true && values[name] === undefined) return { error: `${name} is missing` };
  }
  const evaluator = new Evaluator(differences);
  return ("rules" in rules ? evaluator.first(rules.rules, values) : evaluator.walk(rules, values)) ?? noAnswer;
}

const noAnswer: EndpointAnswer = { error: "no rule matches" };

class Evaluator {
  readonly #differences: PartitionDifferences;

  constructor(differences: PartitionDifferences) {
    this.#differences = differences;
  }

  /** What the first rule that matches says. */
  first(rules: readonly Rule[], values: Values): EndpointAnswer | undefined {
    for (const rule of rules) {
      let inside: Values | undefined = values;
      for (const condition of rule.conditions ?? []) inside &&= this.#held(condition, inside);
      if (inside === undefined) continue;
      // Once a tree is entered there is no way back.
      return rule.type === "tree" ? (this.first(rule.rules, inside) ?? noAnswer) : this.#answer(rule, inside);
    }
    return undefined;
  }

  /** What a diagram's nodes lead to. */
  walk(diagram: DecisionDiagram, values: Values): EndpointAnswer | undefined {
    let [reference, inside] = [diagram.root, values];
    while (isNode(reference)) {
      const { high, low, ...node } = nodeAt(diagram, reference);
      const held = this.#held(conditionOf(diagram, { high, low, ...node }), inside);
      [reference, inside] = held === undefined ? [low, inside] : [high, held];
    }
    const result = diagram.results[reference - firstResult];
    return result === undefined ? undefined : this.#answer(result, inside);
  }

  #answer(rule: EndpointRule | ErrorRule, values: Values): EndpointAnswer {
    return "error" in rule
      ? { error: String(this.#evaluate(rule.error, values)) }
      : { url: String(this.#evaluate(rule.endpoint.url, values)) };
  }

  /** The values with the one that a condition assigns; undefined when it does not hold. */
  #held({ assign, fn, argv }: Condition, values: Values): Values | undefined {
    const value = this.#evaluate({ fn, argv }, values);
    if (value === undefined || value === false) return undefined;
    return assign === undefined ? values : { ...values, [assign]: value };
  }

  #evaluate(expression: Expression, values: Values): unknown {
    if (typeof expression === "string") return fill(expression, values);
    if (typeof expression !== "object") return expression;
    if ("ref" in expression) return values[expression.ref];
    if (!("fn" in expression)) return expression.map((item) => this.#evaluate(item, values));
    const given = expression.argv.map((argument) => this.#evaluate(argument, values));
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
      case "aws.partition":
        return first === undefined ? undefined : partitionOf(String(first), this.#differences);
      default:
        return given[0] === undefined ? undefined : callLibrary(expression.fn, given);
    }
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
