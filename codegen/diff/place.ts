import { shapeAt } from "../normalise/lookup.js";
import { unitId } from "../normalise/prelude.js";
import type { Direction } from "../service-model.js";
import { shapeName } from "../shape-id.js";
import { hasTrait } from "../trait-values.js";
import type { Change } from "./change.js";
import type { Comparison } from "./side.js";

/** Two shapes that stand in the same place of the two models, on the way there or back. */
export interface ShapePair {
  /** Absolute ids. */
  readonly before: string;
  readonly after: string;
  readonly direction: Direction;
}

/** The fields of a change that tell where it is. */
export type Place = Pick<Change, "place" | "operation" | "shape">;

/** How many paths are spelled out before the rest is counted. */
const shownPaths = 3;

/** A name as it stands in the texts of changes. */
export function code(name: string): string {
  return `\`${name}\``;
}

/** A text without the marks of names, for where they would only be read. */
export function plain(text: string): string {
  return text.replaceAll("`", "");
}

/**
 * Where a pair of shapes is, as a user gets there: by the operation whose input or output it is, or by its name and the
 * paths that lead to it from the operations that both models have.
 */
export function placeOf(comparison: Comparison, pair: ShapePair): Place {
  const places = known.get(comparison) ?? new Map<string, Place>();
  known.set(comparison, places);
  const key = `${pair.before} ${pair.after} ${pair.direction}`;
  const place = places.get(key) ?? findPlace(comparison, pair);
  places.set(key, place);
  return place;
}

/** Every member of a pair asks for its place, and a shape may have hundreds of paths. */
const known = new WeakMap<Comparison, Map<string, Place>>();

function findPlace(comparison: Comparison, pair: ShapePair): Place {
  const shape = nameOf(pair);
  // Operations raise a fault rather than reach it, also those whose event stream names it.
  const isFault = hasTrait(shapeAt(comparison.after.model, pair.after), "smithy.api#error");
  const paths = isFault ? [] : commonPaths(comparison, pair);
  const [first] = paths;
  if (first === undefined) return { place: code(shape), shape };
  const operation = paths.length === 1 ? { operation: first.operation } : {};
  if (paths.length === 1 && first.path === "") return { place: code(first.operation), ...operation, shape };
  const shown = paths.slice(0, shownPaths).map(pathText);
  const more = paths.length - shown.length;
  const list = more === 0 ? shown.join(", ") : `${shown.join(", ")} and ${more} more`;
  return { place: `${code(shape)} (${list})`, ...operation, shape };
}

/** The name that tells of a pair: the new one. */
export function nameOf({ before, after }: ShapePair): string {
  return shapeName(after === unitId ? before : after);
}

function pathText({ operation, path }: { readonly operation: string; readonly path: string }): string {
  return code(path === "" ? operation : `${operation}.${path}`.replace(".[", "["));
}

function commonPaths(
  { before, after }: Comparison,
  pair: ShapePair,
): readonly { readonly operation: string; readonly path: string }[] {
  const old = before.pathsTo(pair.before, pair.direction);
  const current = after.pathsTo(pair.after, pair.direction);
  // An operation without input or output has no path to it.
  const shown = pair.after === unitId ? old : current;
  const other = pair.after === unitId ? current : old;
  const isCommon = (operation: string): boolean =>
    pair.before === unitId || pair.after === unitId
      ? before.operations.has(operation) && after.operations.has(operation)
      : other.has(operation);
  return [...shown]
    .filter(([operation]) => isCommon(operation))
    .map(([operation, path]) => ({ operation, path }))
    .sort((a, b) => (a.operation < b.operation ? -1 : 1));
}
