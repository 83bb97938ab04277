import {
  conditionOf,
  type DecisionDiagram,
  firstResult,
  isNode,
  nodeAt,
} from "../../endpoint-rules/decision-diagram.js";
import { compileExpression } from "./expression.js";
import { identifierOf, type Scope, type Variable } from "./scope.js";

/** What has to be known of a whole diagram before a part of it can be written. */
export interface DiagramFacts {
  /** References to nodes that more than one way leads to. */
  readonly shared: ReadonlySet<number>;
  /** What the conditions name their results, by that name. */
  readonly assigned: ReadonlyMap<string, Variable>;
  /** The names that a reference's node, and all that follows it, take from outside. */
  readonly needed: (reference: number) => readonly string[];
  /** The names that are certainly set where a reference is followed, whichever way led there. */
  readonly set: (reference: number) => ReadonlySet<string>;
}

/** Works out the facts of a diagram. */
export function diagramFacts(diagram: DecisionDiagram, parameters: Scope): DiagramFacts {
  const order = inOrder(diagram);
  const ways = new Map<number, number>();
  const count = (reference: number): unknown => ways.set(reference, (ways.get(reference) ?? 0) + 1);
  for (const reference of order) {
    const { high, low } = nodeAt(diagram, reference);
    for (const next of [high, low]) if (isNode(next)) count(next);
  }
  const assigned = assignedVariables(diagram, parameters);
  const known = new Set([...parameters.names(), ...assigned.keys()]);
  const needed = neededNames(diagram, order, known);
  const set = namesSet(diagram, order, assigned, parameters);
  return {
    shared: new Set([...ways].filter(([, number]) => number > 1).map(([reference]) => reference)),
    assigned,
    needed: (reference) => [...known].filter((name) => needed.get(reference)?.has(name) === true),
    set: (reference) => set.get(reference) ?? new Set(),
  };
}

/** References to all nodes that can be reached, each before those that it leads to. */
function inOrder(diagram: DecisionDiagram): number[] {
  const done = new Set<number>();
  const order: number[] = [];
  const visit = (reference: number): void => {
    if (!isNode(reference) || done.has(reference)) return;
    done.add(reference);
    const { high, low } = nodeAt(diagram, reference);
    visit(low);
    visit(high);
    order.push(reference);
  };
  visit(diagram.root);
  return order.reverse();
}

/** Types follow from the conditions that assign; those need types of earlier conditions in turn. */
function assignedVariables(diagram: DecisionDiagram, parameters: Scope): ReadonlyMap<string, Variable> {
  const taken = new Set(parameters.variables().map(({ identifier }) => identifier));
  const assigned = new Map<string, Variable>();
  let scope = parameters;
  for (const { assign, fn, argv } of diagram.conditions) {
    if (assign === undefined || assigned.has(assign)) continue;
    const { type } = compileExpression({ fn, argv }, scope);
    // Diagrams number the results of one name: `arn_ssa_1`.
    const wanted = identifierOf(assign.replace(/_ssa_\d+$/, ""));
    let identifier = wanted;
    for (let number = 2; taken.has(identifier); number++) identifier = `${wanted}${number}`;
    taken.add(identifier);
    const variable = { identifier, type, optional: true };
    assigned.set(assign, variable);
    scope = scope.with(assign, variable);
  }
  return assigned;
}

function neededNames(
  diagram: DecisionDiagram,
  order: readonly number[],
  known: ReadonlySet<string>,
): ReadonlyMap<number, ReadonlySet<string>> {
  const needed = new Map<number, ReadonlySet<string>>();
  const of = (reference: number): Iterable<string> =>
    isNode(reference) ? (needed.get(reference) ?? []) : namesIn(diagram.results[reference - firstResult], known);
  for (const reference of [...order].reverse()) {
    const node = nodeAt(diagram, reference);
    const { assign, argv } = conditionOf(diagram, node);
    const names = new Set([...of(node.high), ...of(node.low)]);
    if (assign !== undefined) names.delete(assign);
    for (const name of namesIn(argv, known)) names.add(name);
    needed.set(reference, names);
  }
  return needed;
}

/** Names that a value of the trait refers to, in templates as well. */
function namesIn(value: unknown, known: ReadonlySet<string>): string[] {
  if (typeof value === "string") {
    return Array.from(value.matchAll(/\{([^{}#]+)/g), ([, name = ""]) => name).filter((name) => known.has(name));
  }
  if (typeof value !== "object" || value === null) return [];
  if ("ref" in value && typeof value.ref === "string") return [value.ref];
  return Object.values(value).flatMap((inner) => namesIn(inner, known));
}

function namesSet(
  diagram: DecisionDiagram,
  order: readonly number[],
  assigned: ReadonlyMap<string, Variable>,
  parameters: Scope,
): ReadonlyMap<number, ReadonlySet<string>> {
  const set = new Map<number, ReadonlySet<string>>([[diagram.root, new Set()]]);
  const meet = (reference: number, names: ReadonlySet<string>): void => {
    if (!isNode(reference)) return;
    const before = set.get(reference);
    set.set(reference, before === undefined ? names : new Set([...before].filter((name) => names.has(name))));
  };
  let all = parameters;
  for (const [name, variable] of assigned) all = all.with(name, variable);
  for (const reference of order) {
    const node = nodeAt(diagram, reference);
    const { assign, fn, argv } = conditionOf(diagram, node);
    const here = set.get(reference) ?? new Set();
    let scope = all;
    for (const name of here) scope = scope.withSet(name);
    const { guards, sets = [] } = compileExpression({ fn, argv }, scope);
    const guarded = scope.names().filter((name) => guards.includes(`${scope.variable(name).identifier} !== undefined`));
    meet(node.high, new Set([...here, ...sets, ...guarded, ...(assign === undefined ? [] : [assign])]));
    meet(node.low, here);
  }
  return set;
}
