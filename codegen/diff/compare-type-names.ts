import { formOf } from "../normalise/directions.js";
import { isAggregate, shapeAt } from "../normalise/lookup.js";
import { unitId } from "../normalise/prelude.js";
import { shapeName } from "../shape-id.js";
import { hasTrait } from "../trait-values.js";
import type { Change } from "./change.js";
import { code, type ShapePair } from "./place.js";
import type { Comparison, Side } from "./side.js";

/**
 * Compares the names under which programs import the type of two shapes. A name that is gone breaks those who import it.
 * When a shape begins to travel both ways, its name becomes that of the input's form: that is told, too.
 */
export function compareTypeNames(
  { before, after }: Comparison,
  pair: ShapePair,
): readonly Pick<Change, "class" | "kind" | "before" | "after" | "what">[] {
  const isTyped = isAggregate(shapeAt(before.model, pair.before)) && isAggregate(shapeAt(after.model, pair.after));
  if (!isTyped || pair.before === unitId || pair.after === unitId) return [];
  const from = typeName(before, pair.before, pair);
  const to = typeName(after, pair.after, pair);
  if (from === to) return [];
  const isFault = hasTrait(shapeAt(before.model, pair.before), "smithy.api#error");
  const kind = isFault ? "fault-class-renamed" : "type-renamed";
  const noun = isFault ? "class" : "type";
  if (!after.exported.has(from)) {
    const what = `the ${noun} ${code(from)} is now called ${code(to)}`;
    return [{ class: "breaking", kind, before: from, after: to, what }];
  }
  // Another type that both models have took its place: what that means is told by their comparison.
  if (shapeName(pair.before) !== shapeName(pair.after)) return [];
  const what = `the type of ${pair.direction}s is now called ${code(to)}; ${code(from)} is the other direction's`;
  return [{ class: "behaviour", kind, before: from, after: to, what }];
}

function typeName({ model, names, directions }: Side, id: string, { direction }: ShapePair): string {
  if (hasTrait(shapeAt(model, id), "smithy.api#error")) return names.fault(id);
  return names.type(id, formOf(directions, id, direction));
}
