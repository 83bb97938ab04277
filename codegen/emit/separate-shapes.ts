import { kebabCase } from "../normalise/casing.js";
import type { ServiceModel, StructureModel, TypeModel, UnionModel } from "../service-model.js";
import { innerTypes, isEventStream, namedShape } from "./named-shapes.js";

type Shape = StructureModel | UnionModel;

/** A shape that, with all that it holds, has fewer members is checked in place: a module of its own would not pay. */
const fewestMembers = 8;

/**
 * The structures and unions whose check is a module of its own, sorted by name: those that the inputs of several operations
 * hold, the small ones aside. In a large model most operations hold the same few hundred shapes; checked in place, they would
 * make the validators many times as long as the model.
 */
export function separateShapes(model: ServiceModel): readonly Shape[] {
  const operations = new Map<Shape, number>();
  for (const { input } of model.operations)
    for (const shape of held(input, model)) operations.set(shape, (operations.get(shape) ?? 0) + 1);
  return [...operations]
    .filter(([shape, count]) => count > 1 && !isSmall(shape, model))
    .map(([shape]) => shape)
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** The files of {@link separateShapes} in `validators/shapes/` by the shape's name, without extension. */
export function shapeFiles(shapes: readonly Shape[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const taken = new Set<string>();
  for (const { name } of shapes) {
    let file = kebabCase(name);
    while (taken.has(file)) file += "-shape";
    taken.add(file);
    files.set(name, file);
  }
  return files;
}

/** The function that checks a shape, such as `checkTag`. */
export function checkName(shape: string): string {
  return `check${shape}`;
}

function isSmall(shape: Shape, model: ServiceModel): boolean {
  let members = shape.members.length;
  if (members >= fewestMembers) return false;
  for (const inner of held(shape, model)) {
    if (inner !== shape) members += inner.members.length;
    if (members >= fewestMembers) return false;
  }
  return true;
}

/** The structures and unions below a shape, each once; itself only if it is recursive. Event streams do not count. */
export function* held(root: Shape, model: ServiceModel): Generator<Shape> {
  const met = new Set<Shape>();
  const open = [root];
  for (let shape = open.pop(); shape !== undefined; shape = open.pop()) {
    for (const inner of shape.members.flatMap((member) => shapesIn(member.type, model))) {
      if (met.has(inner)) continue;
      met.add(inner);
      yield inner;
      open.push(inner);
    }
  }
}

function shapesIn(type: TypeModel, model: ServiceModel): readonly Shape[] {
  if (isEventStream(type, model)) return [];
  const shape = namedShape(type, model);
  return shape === undefined ? innerTypes(type).flatMap((inner) => shapesIn(inner, model)) : [shape];
}
