import type { Condition, EndpointRule, Expression, FunctionCall, Rule } from "../../endpoint-rules/rule-set.js";
import { propertyName } from "../names.js";
import { type Compiled, compileExpression, testOf } from "./expression.js";
import { identifierOf, type Scope, type Variable } from "./scope.js";

/** A statement of the generated function. */
export type Statement =
  | { readonly kind: "const"; readonly identifier: string; readonly value: string }
  | { readonly kind: "if"; readonly tests: readonly string[]; readonly body: Block }
  | { readonly kind: "throw"; readonly value: string }
  /** `standsFor`: of how many lines it took the place. */
  | { readonly kind: "return"; readonly value: string; readonly standsFor?: number };

/** What happens under some conditions. */
export interface Block {
  readonly statements: readonly Statement[];
  /** What the block may refer to from outside; what it needs decides the parameters of a function made of it. */
  readonly scope: Scope;
  /** What sets this block apart, for the name of a function made of it; absent where it cannot be one. */
  readonly label?: string;
}

/** Compiles the rules of a tree: the first that matches decides, and when none does that is an error. */
export function compileRules(rules: readonly Rule[], scope: Scope, label?: string): Block {
  const block = new BlockBuilder(scope);
  for (const rule of rules) {
    compileRule(rule, block);
    if (block.finished) return block.build(label);
  }
  block.add({
    kind: "throw",
    value: noAnswer,
  });
  return block.build(label);
}

/** The error of parameters that no rule matches. */
export const noAnswer = 'new EndpointError("The endpoint rules have no answer for these parameters.")';

/** The statements of one block while they are being collected. */
class BlockBuilder {
  readonly #statements: Statement[] = [];
  readonly #outside: Scope;
  #label: string | undefined;
  /** Grows with the results that conditions of the block's rules name. */
  scope: Scope;

  constructor(scope: Scope) {
    this.#outside = scope;
    this.scope = scope;
  }

  add(statement: Statement): void {
    this.#statements.push(statement);
  }

  /** Takes over a block as this one's rest. */
  take(block: Block): void {
    this.#statements.push(...block.statements);
    this.#label ??= block.label;
  }

  /** Whether nothing after the last statement is reached. */
  get finished(): boolean {
    const last = this.#statements.at(-1);
    return last?.kind === "return" || last?.kind === "throw";
  }

  build(label = this.#label): Block {
    return { statements: this.#statements, scope: this.#outside, ...(label !== undefined && { label }) };
  }
}

function compileRule(rule: Rule, block: BlockBuilder): void {
  const conditions = rule.conditions ?? [];
  compileConditions(conditions, block, (inner) => {
    if (rule.type === "error") {
      inner.add({ kind: "throw", value: errorText(compileExpression(rule.error, inner.scope).text) });
    } else if (rule.type === "endpoint") {
      inner.add({ kind: "return", value: endpointText(rule.endpoint, inner.scope) });
    } else {
      inner.take(compileRules(rule.rules, inner.scope, labelOf(conditions, inner.scope)));
    }
  });
}

/**
 * Tests conditions in order: tests in a row become one `if`; a named result becomes a constant before the `if` that needs
 * it, and serves later rules of the block that name the same. When a test fails, control falls to the next rule.
 */
function compileConditions(
  conditions: readonly Condition[],
  block: BlockBuilder,
  matched: (inner: BlockBuilder) => void,
): void {
  const tests: string[] = [];
  let scope = block.scope;
  for (const [index, condition] of conditions.entries()) {
    const call = { fn: condition.fn, argv: condition.argv };
    const value = compileExpression(call, scope);
    if (condition.assign !== undefined && isEarly(call, value, block)) {
      const variable = declare(condition.assign, value, block, scope);
      tests.push(testOf({ ...value, text: variable.identifier }));
      scope = scope.with(condition.assign, { ...variable, optional: false });
      continue;
    }
    tests.push(...value.guards);
    for (const guard of value.guards) scope = narrow(scope, guard);
    if (condition.assign === undefined) {
      tests.push(testOf(value));
      for (const name of value.sets ?? []) scope = scope.withSet(name);
      continue;
    }
    if (tests.some((test) => test !== "true")) {
      // The constant may be evaluated only where the tests before it hold.
      const inner = new BlockBuilder(scope);
      compileConditions(conditions.slice(index), inner, matched);
      addIf(block, tests, inner);
      return;
    }
    const variable = declare(condition.assign, value, block, scope);
    scope = scope.with(condition.assign, variable);
    tests.push(testOf({ ...value, text: variable.identifier, optional: variable.optional }));
    scope = scope.withSet(condition.assign);
  }
  const inner = new BlockBuilder(scope);
  matched(inner);
  addIf(block, tests, inner);
}

/**
 * Whether a result can be had before the tests that stand before it: its arguments are there in any case, and it costs
 * next to nothing. Tests then stay together instead of nesting.
 */
function isEarly(call: FunctionCall, { text, type }: Compiled, block: BlockBuilder): boolean {
  if (type !== "string" && type !== "boolean") return false;
  if (referencesIn(call).some((name) => block.scope.find(name) === undefined)) return false;
  const early = compileExpression(call, block.scope);
  return early.guards.length === 0 && early.text === text;
}

/** Names a result by a constant of the block, unless a rule before has named the same result so. */
function declare(name: string, value: Compiled, block: BlockBuilder, scope: Scope): Variable {
  const known = scope.find(name);
  if (known !== undefined && known.value === value.text) return known;
  const identifiers = new Set(scope.variables().map(({ identifier }) => identifier));
  const wanted = identifierOf(name);
  let identifier = wanted;
  for (let count = 2; identifiers.has(identifier); count++) identifier = `${wanted}${count}`;
  const variable = { identifier, type: value.type, optional: value.optional, value: value.text };
  block.add({ kind: "const", identifier, value: value.text });
  block.scope = block.scope.with(name, variable);
  return variable;
}

/** Adds the statements under their tests; without tests they are the block's own. */
function addIf(block: BlockBuilder, tests: readonly string[], inner: BlockBuilder): void {
  const needed = withoutRepeats(tests);
  if (needed.includes("false")) return;
  if (needed.length === 0) block.take(inner.build());
  else block.add({ kind: "if", tests: needed, body: inner.build() });
}

/** Leaves out what is always true, said before, or implied by a comparison with a string that follows. */
function withoutRepeats(tests: readonly string[]): string[] {
  return tests.filter((test, index) => {
    const implied = /^(.+) !== undefined$/.exec(test)?.[1];
    const followed = tests.some((other) => implied !== undefined && other.startsWith(`${implied} === "`));
    return test !== "true" && tests.indexOf(test) === index && !followed;
  });
}

/** The scope where a test such as `region !== undefined` holds. */
function narrow(scope: Scope, test: string): Scope {
  const name = scope.names().find((known) => test === `${scope.variable(known).identifier} !== undefined`);
  return name === undefined ? scope : scope.withSet(name);
}

/** The error of a rule as an expression. */
export function errorText(message: string): string {
  return `new EndpointError(${message})`;
}

/** The endpoint of a rule as an object literal. */
export function endpointText({ url, headers = {}, properties = {} }: EndpointRule["endpoint"], scope: Scope): string {
  const parts = [`url: ${compileExpression(url, scope).text}`];
  const headerParts = Object.entries(headers).map(([name, values]) => {
    const texts = values.map((value) => compileExpression(value, scope).text);
    return `${propertyName(name)}: [${texts.join(", ")}]`;
  });
  if (headerParts.length > 0) parts.push(`headers: { ${headerParts.join(", ")} }`);
  const scheme = signatureScheme(properties.authSchemes);
  if (scheme?.signingRegion !== undefined) {
    parts.push(`signingRegion: ${compileExpression(scheme.signingRegion, scope).text}`);
  }
  if (scheme?.signingName !== undefined) {
    parts.push(`signingName: ${compileExpression(scheme.signingName, scope).text}`);
  }
  const unknown = unknownSignature(properties.authSchemes);
  if (unknown !== undefined) parts.push(`unknownSignature: ${JSON.stringify(unknown)}`);
  return `{ ${parts.join(", ")} }`;
}

/** The first scheme that the runtime speaks: Signature Version 4. */
function signatureScheme(schemes: unknown): { signingRegion?: Expression; signingName?: Expression } | undefined {
  return Array.isArray(schemes) ? schemes.find((scheme) => scheme?.name === "sigv4") : undefined;
}

/** The name of the scheme that an endpoint prefers where it takes none that the runtime speaks. */
export function unknownSignature(schemes: unknown): string | undefined {
  if (!Array.isArray(schemes) || signatureScheme(schemes) !== undefined) return undefined;
  const name: unknown = schemes[0]?.name;
  return typeof name === "string" ? name : undefined;
}

/** What a tree is about: the parameter that its conditions insist on, such as `StreamARN`; undefined without one. */
function labelOf(conditions: readonly Condition[], scope: Scope): string | undefined {
  const [subject] = conditions.flatMap(referencesIn).filter((name) => scope.find(name)?.value === undefined);
  return subject?.replace(/[^A-Za-z0-9]/g, "");
}

/** Names of all that an expression refers to, templates aside. */
export function referencesIn(expression: Expression): string[] {
  if (typeof expression !== "object") return [];
  if ("ref" in expression) return [expression.ref];
  return ("fn" in expression ? expression.argv : expression).flatMap(referencesIn);
}
