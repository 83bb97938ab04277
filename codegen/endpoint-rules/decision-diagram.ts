import type { Condition, EndpointRule, ErrorRule, RuleParameter } from "./rule-set.js";

/**
 * Endpoint rules as a binary decision diagram: `smithy.rules#endpointBdd`, decoded. The numbering is that of Smithy's own
 * reader (`EndpointBddTrait` and `Bdd` of smithy-rules-engine).
 */
export interface DecisionDiagram {
  readonly parameters: { readonly [name: string]: RuleParameter };
  readonly conditions: readonly Condition[];
  readonly nodes: readonly DecisionNode[];
  /** What the first node refers to, see {@link DecisionNode}. */
  readonly root: number;
  /** By their number in references; the one with number 0 is that no rule matches. */
  readonly results: readonly (EndpointRule | ErrorRule | undefined)[];
}

/**
 * Asks a condition and goes on to `high` when it holds, to `low` when it does not. A reference is the number of a node,
 * counted from one (the first stands for the ends and is never asked); its negative, which is the node with both ways
 * exchanged; 1 or -1 for no match; or a result's number and {@link firstResult}.
 */
export interface DecisionNode {
  readonly condition: number;
  readonly high: number;
  readonly low: number;
}

/** The reference to result 0. */
export const firstResult = 100_000_000;

/** The trait's value as models have it. */
interface BddTrait {
  readonly parameters: { readonly [name: string]: RuleParameter };
  readonly conditions: readonly Condition[];
  readonly results: readonly (EndpointRule | ErrorRule)[];
  readonly root: number;
  readonly nodeCount: number;
  /** Base64 of 32-bit integers, the highest byte first, three to a node. */
  readonly nodes: string;
}

/** Whether a model's value has the layout of a decision diagram. */
export function isBdd(value: unknown): value is BddTrait {
  return (
    typeof value === "object" &&
    value !== null &&
    ["parameters", "conditions", "results", "root", "nodes", "nodeCount"].every((name) => Object.hasOwn(value, name))
  );
}

/**
 * Decodes a diagram.
 *
 * @throws {Error} when nodes, conditions or results refer to what is not there
 */
export function decodeBdd({ parameters, conditions, results, root, nodes, nodeCount }: BddTrait): DecisionDiagram {
  const bytes = Buffer.from(nodes, "base64");
  const numbers = Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readInt32BE(4 * index));
  if (bytes.length !== 12 * nodeCount) throw new Error("The nodes of the endpoint rules are cut off");
  const decoded = Array.from({ length: numbers.length / 3 }, (_, index) => {
    const [condition = 0, high = 0, low = 0] = numbers.slice(3 * index, 3 * index + 3);
    return { condition, high, low };
  });
  // That no rule matches is result 0, and is not written down.
  const all = [undefined, ...results];
  const diagram = { parameters, conditions, nodes: decoded, root, results: all };
  for (const reference of [root, ...decoded.flatMap(({ high, low }) => [high, low])]) check(diagram, reference);
  return diagram;
}

/** Whether a reference leads to another node, and not to an end. */
export function isNode(reference: number): boolean {
  return Math.abs(reference) !== 1 && reference < firstResult;
}

/** The node of a reference, with its ways exchanged where the reference is negative. */
export function nodeAt(diagram: DecisionDiagram, reference: number): DecisionNode {
  const node = diagram.nodes[Math.abs(reference) - 1];
  if (node === undefined) throw new Error(`The endpoint rules have no node ${reference}`);
  return reference < 0 ? { ...node, high: node.low, low: node.high } : node;
}

/** The condition of a node. */
export function conditionOf(diagram: DecisionDiagram, node: DecisionNode): Condition {
  const condition = diagram.conditions[node.condition];
  if (condition === undefined) throw new Error(`The endpoint rules have no condition ${node.condition}`);
  return condition;
}

function check(diagram: DecisionDiagram, reference: number): void {
  if (reference === 0) throw new Error("The endpoint rules refer to node 0");
  if (isNode(reference)) conditionOf(diagram, nodeAt(diagram, reference));
  else if (reference >= firstResult && reference - firstResult >= Math.max(diagram.results.length, 1)) {
    throw new Error(`The endpoint rules have no result ${reference - firstResult}`);
  }
}
