import type { Shape } from "./ast.js";
import type { ModelFault } from "./errors.js";
import { jsonPointer } from "./load/json-pointer.js";

/** Where a shape or a trait was written. */
export interface Place {
  readonly file: string;
  readonly path: readonly (string | number)[];
}

/** All files as one. Nothing ever writes to it or to the documents it came from: passes build new ones. */
export interface Model {
  readonly metadata: { readonly [key: string]: unknown };
  /** Shapes by absolute id, sorted. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Where each shape stands, by its id; and each trait that an `apply` brought, by {@link traitKey}. */
  readonly places: ReadonlyMap<string, Place>;
  /** Traits applied to members that a shape takes from its mixins, by the member's id. */
  readonly mixedInTraits: ReadonlyMap<string, { readonly [id: string]: unknown }>;
}

/** The key in {@link Model.places} of a trait that an `apply` statement brought to a shape or member. */
export function traitKey(bearerId: string, traitId: string): string {
  return `${bearerId} ${traitId}`;
}

/**
 * A fault of a shape: `path` leads from the shape to what is wrong, such as `["members", "Name", "target"]`. Traits that
 * another file applied are found there.
 */
export function shapeFault(
  model: Model,
  shapeId: string,
  path: readonly (string | number)[],
  message: string,
): ModelFault {
  const place = placeOf(model, shapeId, path);
  return { file: place.file, shape: shapeId, pointer: jsonPointer(place.path), message };
}

function placeOf(model: Model, shapeId: string, path: readonly (string | number)[]): Place {
  const traits = path.indexOf("traits");
  const traitId = traits === -1 ? undefined : path[traits + 1];
  if (traitId !== undefined) {
    const member = path[0] === "members" ? path[1] : traits === 1 ? path[0] : undefined;
    const bearer = member === undefined ? shapeId : `${shapeId}$${member}`;
    const applied = model.places.get(traitKey(bearer, String(traitId)));
    if (applied !== undefined) return { file: applied.file, path: [...applied.path, ...path.slice(traits + 2)] };
  }
  const place = model.places.get(shapeId) ?? { file: "(model)", path: [] };
  return { file: place.file, path: [...place.path, ...path] };
}
