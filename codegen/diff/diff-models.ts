import type { Model } from "../model.js";
import { type Change, changeClasses, type ModelDiff, verdictOf } from "./change.js";
import { changeKinds } from "./change-kinds.js";
import { compareClientOptions } from "./compare-client-options.js";
import { compareEndpoints } from "./compare-endpoints.js";
import { compareFaults } from "./compare-faults.js";
import { compareOperations } from "./compare-operations.js";
import { compareService } from "./compare-service.js";
import { compareShapes } from "./compare-shapes.js";
import { type Comparison, sideOf } from "./side.js";

/** Each looks at one part of the two models. */
const comparisons: readonly ((comparison: Comparison) => readonly Change[])[] = [
  compareService,
  compareClientOptions,
  compareEndpoints,
  compareOperations,
  compareFaults,
  compareShapes,
];

/**
 * Tells how a client that is generated from one model differs from that of another, as its users feel it.
 *
 * @param before The old model, assembled and checked (`readModel`).
 * @param after The new model, likewise.
 */
export function diffModels(before: Model, after: Model): ModelDiff {
  const comparison = { before: sideOf(before), after: sideOf(after) };
  const changes = comparisons.flatMap((compare) => compare(comparison)).sort(inOrder);
  return { verdict: verdictOf(changes), changes };
}

function inOrder(a: Change, b: Change): number {
  return (
    changeClasses.indexOf(a.class) - changeClasses.indexOf(b.class) ||
    changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind) ||
    compareText(a.place, b.place) ||
    compareText(a.what, b.what)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
