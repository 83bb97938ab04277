import type { Shape } from "../ast.js";
import { shapeAt } from "../normalise/lookup.js";
import { unitId } from "../normalise/prelude.js";
import type { Direction } from "../service-model.js";
import { shapeName } from "../shape-id.js";
import type { Change } from "./change.js";
import { compareEnumValues } from "./compare-enums.js";
import { compareHolding, type ShapeComparison } from "./compare-holding.js";
import { compareMembers } from "./compare-members.js";
import { compareTypeNames } from "./compare-type-names.js";
import { compareTypes, typeText } from "./compare-types.js";
import { compareShapeTraits } from "./compare-values.js";
import { compareWords } from "./compare-words.js";
import { placeOf, plain, type ShapePair } from "./place.js";
import type { Comparison } from "./side.js";

/**
 * Compares all shapes that stand in the same place of both models, from the operations and faults that both have down to
 * their leaves. Shapes pair up by where they are and not by name, so that a shape that was renamed or exchanged is
 * compared with what it replaces. A pair is compared once for each direction, however many operations reach it.
 */
export function compareShapes(comparison: Comparison): Change[] {
  const pending = [...operationPairs(comparison), ...faultPairs(comparison)];
  const seen = new Set<string>();
  const told = new Set<string>();
  const changes: Change[] = [];
  // The list grows while it is walked.
  for (const pair of pending) {
    const key = `${pair.before} ${pair.after} ${pair.direction}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const found = comparePair(comparison, pair);
    changes.push(...found.changes.filter((change) => !isKnown(change, told)));
    pending.push(...found.inside);
  }
  return changes;
}

/** What has no direction is found on both ways; the second time it is known. */
function isKnown({ kind, shape, member, direction }: Change, told: Set<string>): boolean {
  if (direction !== undefined) return false;
  const key = `${kind} ${shape} ${member ?? ""}`;
  const known = told.has(key);
  told.add(key);
  return known;
}

function operationPairs({ before, after }: Comparison): ShapePair[] {
  return [...before.operations].flatMap(([name, beforeId]) => {
    const afterId = after.operations.get(name);
    if (afterId === undefined) return [];
    return (["input", "output"] as const).map((direction) => ({
      before: dataOf(shapeAt(before.model, beforeId), direction),
      after: dataOf(shapeAt(after.model, afterId), direction),
      direction,
    }));
  });
}

function dataOf(operation: Shape, direction: Direction): string {
  return (operation.type === "operation" ? operation[direction]?.target : undefined) ?? unitId;
}

function faultPairs({ before, after }: Comparison): ShapePair[] {
  return [...before.faults].flatMap(([name, id]) => {
    const other = after.faults.get(name);
    return other === undefined ? [] : [{ before: id, after: other, direction: "output" as const }];
  });
}

function comparePair(comparison: Comparison, pair: ShapePair): ShapeComparison {
  const before = shapeAt(comparison.before.model, pair.before);
  const after = shapeAt(comparison.after.model, pair.after);
  const place = placeOf(comparison, pair);
  const own = [
    ...compareWords(before, after, place),
    ...compareTypeNames(comparison, pair).map((change) => ({ ...place, ...change })),
  ];
  const type = compareTypes(before, after, pair.direction);
  if (type !== undefined) {
    // Shapes of one name are told here, once; of those with two names, each member that went from one to the other tells.
    if (shapeName(pair.before) !== shapeName(pair.after)) return { changes: own, inside: [] };
    const from = typeText(comparison.before, pair.before);
    const to = typeText(comparison.after, pair.after);
    const what = `as ${pair.direction}, ${from} becomes ${to}${type.note === "" ? "" : `: ${type.note}`}`;
    const { direction } = pair;
    const change = {
      ...place,
      class: type.class,
      kind: "type-changed",
      direction,
      before: plain(from),
      after: plain(to),
      what,
    } as const;
    return { changes: [...own, change], inside: [] };
  }
  const changes = [
    ...own,
    ...compareShapeTraits(before, after, pair.direction).map((change) => ({ ...place, ...change })),
  ];
  const inside = compareInside(comparison, pair, { before, after });
  return { changes: [...changes, ...inside.changes], inside: inside.inside };
}

function compareInside(
  comparison: Comparison,
  pair: ShapePair,
  { before, after }: { readonly before: Shape; readonly after: Shape },
): ShapeComparison {
  switch (after.type) {
    case "structure":
    case "union":
      return compareMembers(comparison, pair);
    case "enum":
    case "intEnum":
      return { changes: compareEnumValues(comparison, pair), inside: [] };
    default:
      return compareHolding(comparison, pair, { before, after });
  }
}
