import type { Members, Reference, Shape, Traits } from "../ast.js";
import { ModelError } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { shapeAt } from "./lookup.js";

/**
 * Writes out what shapes take from their mixins, and drops the mixins (Smithy 2.0, "Mixins"): mixed-in members come
 * first, in the order of the mixins; the shape's own traits win over those of a mixin; traits that a mixin declares
 * local stay behind. Traits applied to mixed-in members are merged over them.
 *
 * @throws {ModelError} when mixins go in a circle, and when traits were applied to a member that no mixin brings.
 */
export function flattenMixins(model: Model): Model {
  const done = new Map<string, Shape>();
  const underway = new Set<string>();

  function flatten(id: string): Shape {
    const known = done.get(id);
    if (known !== undefined) return known;
    const shape = shapeAt(model, id);
    if (shape.mixins === undefined) {
      done.set(id, shape);
      return shape;
    }
    if (underway.has(id)) throw new ModelError([shapeFault(model, id, ["mixins"], "the mixins go in a circle")]);
    underway.add(id);
    const flat = withMixins(
      model,
      id,
      shape,
      shape.mixins.map(({ target }) => flatten(target)),
    );
    underway.delete(id);
    done.set(id, flat);
    return flat;
  }

  const shapes = new Map<string, Shape>();
  for (const id of model.shapes.keys()) {
    const flat = flatten(id);
    if (flat.traits === undefined || !Object.hasOwn(flat.traits, "smithy.api#mixin")) shapes.set(id, flat);
  }
  return { ...model, shapes, mixedInTraits: new Map() };
}

function withMixins(model: Model, id: string, shape: Shape, mixins: readonly Shape[]): Shape {
  const { mixins: _, ...own } = shape;
  const traits: Traits = Object.assign({}, ...mixins.map(inheritedTraits), own.traits);
  const fromMixins: object = Object.assign({}, ...mixins.map(({ traits: _traits, mixins: _mixins, ...rest }) => rest));
  // A mixin has the type of the shape that uses it (checked before), so that its properties fit.
  const merged = { ...fromMixins, ...own, ...mergedLists(mixins, own), traits } as Shape;
  if (!("members" in merged) && !mixins.some((mixin) => "members" in mixin)) return merged;
  return { ...merged, members: mergedMembers(model, id, mixins, own) } as Shape;
}

function inheritedTraits(mixin: Shape): Traits {
  const local =
    (mixin.traits?.["smithy.api#mixin"] as { localTraits?: readonly string[] } | undefined)?.localTraits ?? [];
  return Object.fromEntries(
    Object.entries(mixin.traits ?? {}).filter(([id]) => id !== "smithy.api#mixin" && !local.includes(id)),
  );
}

/** Operations' errors and services' and resources' lists add up; everything else is replaced. */
function mergedLists(mixins: readonly Shape[], own: Shape): object {
  const merged: { [key: string]: Reference[] } = {};
  for (const key of ["errors", "operations", "resources", "collectionOperations"] as const) {
    const lists = [...mixins, own].flatMap((shape) =>
      key in shape ? [(shape as never)[key] as readonly Reference[]] : [],
    );
    if (lists.length === 0) continue;
    merged[key] = [...new Map(lists.flat().map((reference) => [reference.target, reference])).values()];
  }
  return merged;
}

function mergedMembers(model: Model, id: string, mixins: readonly Shape[], own: Shape): Members {
  const members: { [name: string]: Members[string] } = {};
  for (const shape of [...mixins, own]) {
    if (!("members" in shape)) continue;
    for (const [name, member] of Object.entries(shape.members ?? {})) {
      const before = Object.hasOwn(members, name) ? members[name] : undefined;
      const traits = { ...before?.traits, ...member.traits };
      members[name] = Object.keys(traits).length === 0 ? member : { ...member, traits };
    }
  }
  for (const [memberId, traits] of model.mixedInTraits) {
    if (!memberId.startsWith(`${id}$`)) continue;
    const name = memberId.slice(id.length + 1);
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member === undefined) {
      const message = `apply to a member that neither the shape nor a mixin has: ${name}`;
      throw new ModelError([shapeFault(model, id, ["mixins"], message)]);
    }
    members[name] = { ...member, traits: { ...member.traits, ...traits } };
  }
  return members;
}
