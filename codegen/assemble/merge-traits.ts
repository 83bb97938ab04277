import type { Traits } from "../ast.js";
import { equalNodes } from "./equal-nodes.js";

/**
 * Adds traits by Smithy's rule: a trait that is already there with the same value stays, lists are concatenated, and
 * anything else is a conflict, which `conflict` is told of by the trait's id.
 */
export function mergeTraits(known: Traits, added: Traits, conflict: (traitId: string) => void): Traits {
  const merged = new Map(Object.entries(known));
  for (const [id, value] of Object.entries(added)) {
    const before = merged.get(id);
    if (!merged.has(id)) merged.set(id, value);
    else if (Array.isArray(before) && Array.isArray(value))
      merged.set(id, equalNodes(before, value) ? before : [...before, ...value]);
    else if (!equalNodes(before, value)) conflict(id);
  }
  return Object.fromEntries(merged);
}
