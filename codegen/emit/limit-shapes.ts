import type { ServiceModel, StructureModel, UnionModel } from "../service-model.js";
import { held } from "./named-shapes.js";

/** A structure is told in place as long as it has, with all that it holds, no more members than this. */
const mostInPlace = 50;

/**
 * The structures and unions of inputs whose limits are told once, under their own names, sorted by name: those that are
 * large with all that they hold. Told in place they would fill the file once for each path that leads to them, which in
 * the largest models makes it longer than all the types. How many operations hold a shape does not count: else a new
 * operation would move the limits that programs already read.
 */
export function limitShapes(model: ServiceModel): readonly (StructureModel | UnionModel)[] {
  const shapes = new Set(model.operations.flatMap(({ input }) => [...held(input, model)]));
  return [...shapes].filter((shape) => isLarge(shape, model)).sort((left, right) => (left.name < right.name ? -1 : 1));
}

function isLarge(shape: StructureModel | UnionModel, model: ServiceModel): boolean {
  let members = shape.members.length;
  for (const inner of held(shape, model)) {
    if (members > mostInPlace) return true;
    if (inner !== shape) members += inner.members.length;
  }
  return members > mostInPlace;
}
