import {
  conditionOf,
  type DecisionDiagram,
  firstResult,
  isNode,
  nodeAt,
} from "../../endpoint-rules/decision-diagram.js";
import { capitalise } from "../names.js";
import { type DiagramFacts, diagramFacts } from "./diagram-facts.js";
import { compileExpression, testOf } from "./expression.js";
import { endpointText, errorText, noAnswer, referencesIn } from "./rules.js";
import type { Scope, Variable } from "./scope.js";
import type { PrintedFunction } from "./statements.js";

/**
 * Prints a decision diagram: a node that one way leads to is an `if` in its place, one that several lead to is a function,
 * named by what it decides on. Conditions are asked in the diagram's order, each at most once.
 */
export function printDiagram(
  diagram: DecisionDiagram,
  parameters: Scope,
): { readonly body: readonly string[]; readonly functions: readonly PrintedFunction[] } {
  const printer = new DiagramPrinter(diagram, parameters);
  const body = printer.body();
  return { body, functions: printer.functions() };
}

/** The deepest nesting that is still easy to read; what lies deeper becomes a function as well. */
const deepest = 6;

class DiagramPrinter {
  readonly #diagram: DecisionDiagram;
  readonly #parameters: Scope;
  readonly #facts: DiagramFacts;
  readonly #names = new Map<number, string>();
  readonly #taken = new Set<string>();
  readonly #waiting: number[] = [];

  constructor(diagram: DecisionDiagram, parameters: Scope) {
    this.#diagram = diagram;
    this.#parameters = parameters;
    this.#facts = diagramFacts(diagram, parameters);
  }

  body(): string[] {
    return this.#follow(this.#diagram.root, this.#parameters, 0, true);
  }

  /** The functions that the body and other functions call, in the order in which they are first called. */
  functions(): PrintedFunction[] {
    const functions: PrintedFunction[] = [];
    for (let reference = this.#waiting.shift(); reference !== undefined; reference = this.#waiting.shift()) {
      const scope = this.#scopeAt(reference);
      functions.push({
        name: this.#nameOf(reference),
        parameters: this.#facts.needed(reference).map((name) => scope.variable(name)),
        lines: this.#node(reference, scope, 0),
      });
    }
    return functions;
  }

  /** What is known where a function begins. */
  #scopeAt(reference: number): Scope {
    let scope = this.#parameters;
    for (const name of this.#facts.needed(reference)) {
      const assigned = this.#facts.assigned.get(name);
      if (assigned !== undefined) scope = scope.with(name, assigned);
      if (this.#facts.set(reference).has(name)) scope = scope.withSet(name);
    }
    return scope;
  }

  #follow(reference: number, scope: Scope, depth: number, isRoot = false): string[] {
    if (!isNode(reference)) return [this.#end(reference, scope)];
    if (!isRoot && (this.#facts.shared.has(reference) || depth >= deepest)) return [this.#call(reference, scope)];
    return this.#node(reference, scope, depth);
  }

  #end(reference: number, scope: Scope): string {
    const result = reference < firstResult ? undefined : this.#diagram.results[reference - firstResult];
    if (result === undefined) return `throw ${noAnswer};`;
    if ("endpoint" in result) return `return ${endpointText(result.endpoint, scope)};`;
    return `throw ${errorText(compileExpression(result.error, scope).text)};`;
  }

  #call(reference: number, scope: Scope): string {
    const given = this.#facts.needed(reference).map((name) => scope.find(name)?.identifier ?? "undefined");
    return `return ${this.#nameOf(reference)}(${given.join(", ")});`;
  }

  #nameOf(reference: number): string {
    const known = this.#names.get(reference);
    if (known !== undefined) return known;
    const { fn, argv } = conditionOf(this.#diagram, nodeAt(this.#diagram, reference));
    const [subject = ""] = referencesIn({ fn, argv });
    const wanted = `endpointBy${capitalise(subject.replace(/_ssa_\d+$/, "").replace(/[^A-Za-z0-9]/g, ""))}`;
    let name = wanted;
    for (let number = 2; this.#taken.has(name); number++) name = `${wanted}${number}`;
    this.#taken.add(name);
    this.#names.set(reference, name);
    this.#waiting.push(reference);
    return name;
  }

  /** Another identifier for a result whose name a condition before has given to its own. */
  #unused(name: string, identifier: string, scope: Scope): string {
    if (scope.find(name) === undefined) return identifier;
    const taken = new Set([...scope.variables(), ...this.#facts.assigned.values()].map((known) => known.identifier));
    let number = 2;
    while (taken.has(`${identifier}${number}`)) number++;
    return `${identifier}${number}`;
  }

  #node(reference: number, outside: Scope, depth: number): string[] {
    const { high, low, ...node } = nodeAt(this.#diagram, reference);
    const { assign, fn, argv } = conditionOf(this.#diagram, { ...node, high, low });
    const value = compileExpression({ fn, argv }, outside);
    const { guards } = value;
    const named = assign === undefined ? undefined : this.#facts.assigned.get(assign);
    const lines: string[] = [];
    let test = [...new Set([...guards, testOf(value)])].filter((part) => part !== "true").join(" && ") || "true";
    let negated = guards.length === 0 ? value.negated : undefined;
    let [whenHeld, whenNot] = [outside, outside];
    for (const name of value.sets ?? []) whenHeld = whenHeld.withSet(name);
    for (const name of guardedNames(outside, guards)) whenHeld = whenHeld.withSet(name);
    if (assign !== undefined && named !== undefined) {
      const text = guards.length === 0 ? value.text : `${guards.join(" && ")} ? ${value.text} : undefined`;
      const identifier = this.#unused(assign, named.identifier, outside);
      lines.push(`const ${identifier} = ${text};`);
      const variable: Variable = { ...named, identifier, optional: value.optional || guards.length > 0 };
      test = testOf({ ...value, text: variable.identifier, optional: variable.optional });
      negated = variable.type === "boolean" ? undefined : `${variable.identifier} === undefined`;
      whenHeld = whenHeld.with(assign, { ...variable, optional: false });
      whenNot = whenNot.with(assign, variable);
    }
    if (test === "true") return [...lines, ...this.#follow(high, whenHeld, depth)];
    if (test === "false") return [...lines, ...this.#follow(low, whenNot, depth)];
    // What ends at once goes first, so that chains of conditions do not nest.
    if (negated !== undefined && !isNode(low) && isNode(high)) {
      return [
        ...lines,
        ...branch(negated, this.#follow(low, whenNot, depth + 1)),
        ...this.#follow(high, whenHeld, depth),
      ];
    }
    return [...lines, ...branch(test, this.#follow(high, whenHeld, depth + 1)), ...this.#follow(low, whenNot, depth)];
  }
}

function branch(test: string, body: readonly string[]): string[] {
  return [`if (${test}) {`, ...body.map((line) => `  ${line}`), "}"];
}

/** The names that guards such as `region !== undefined` say to be set. */
function guardedNames(scope: Scope, guards: readonly string[]): string[] {
  return scope.names().filter((name) => guards.includes(`${scope.variable(name).identifier} !== undefined`));
}
