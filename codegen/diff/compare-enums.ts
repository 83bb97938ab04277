import type { Member, Shape } from "../ast.js";
import { membersOf, shapeAt } from "../normalise/lookup.js";
import { traitOf } from "../trait-values.js";
import type { Change } from "./change.js";
import { compareWords } from "./compare-words.js";
import { code, placeOf, type ShapePair } from "./place.js";
import { likelyRenames } from "./renames.js";
import type { Comparison } from "./side.js";

/**
 * Compares the values of two enumerations. In inputs they are closed: a new one is an addition, one that is gone breaks.
 * In outputs they are open, so that neither stops code from compiling or reading; programs still meet values that they
 * never met, or wait for one that no longer comes.
 */
export function compareEnumValues(comparison: Comparison, pair: ShapePair): readonly Change[] {
  const { direction } = pair;
  const place = placeOf(comparison, pair);
  const before = valuesOf(shapeAt(comparison.before.model, pair.before));
  const after = valuesOf(shapeAt(comparison.after.model, pair.after));
  const changes: Change[] = [];
  for (const [value, { name, member }] of after) {
    const known = before.get(value);
    if (known !== undefined) {
      changes.push(...compareWords(known.member, member, { ...place, member: name }));
      continue;
    }
    const what = `${direction} value ${code(String(value))} is new`;
    const change = { kind: "enum-value-added", member: name, direction, after: value, what } as const;
    changes.push({ ...place, class: direction === "input" ? "addition" : "behaviour", ...change });
  }
  for (const [value, { name }] of before) {
    if (after.has(value)) continue;
    const renamed = likelyRenames([String(value)], [...after.keys()].filter((key) => !before.has(key)).map(String));
    const hint = renamed.get(String(value));
    const gone = direction === "input" ? "is no longer accepted" : "no longer comes";
    const what = `${direction} value ${code(String(value))} ${gone}${hint === undefined ? "" : `; perhaps renamed to ${code(hint)}`}`;
    const change = { kind: "enum-value-removed", member: name, direction, before: value, what } as const;
    changes.push({ ...place, class: direction === "input" ? "breaking" : "behaviour", ...change });
  }
  return changes;
}

function valuesOf(shape: Shape): Map<string | number, { readonly name: string; readonly member: Member }> {
  return new Map(
    membersOf(shape).map(([name, member]) => [traitOf(member, "smithy.api#enumValue") ?? name, { name, member }]),
  );
}
