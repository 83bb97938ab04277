import type { MemberModel, ServiceModel, ShapeModel, StructureModel, TypeModel, UnionModel } from "../service-model.js";

/** Every shape that gets a declaration in `types.ts`, inputs and outputs of operations included, sorted by name. */
export function namedShapes(model: ServiceModel): readonly ShapeModel[] {
  const shapes = new Map(model.shapes);
  for (const { input, output } of model.operations) {
    shapes.set(input.name, input);
    shapes.set(output.name, output);
  }
  return [...shapes.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** The structure or union that a type names, if it names one. */
export function namedShape(type: TypeModel, model: ServiceModel): StructureModel | UnionModel | undefined {
  if (type.kind !== "structure" && type.kind !== "union") return undefined;
  const shape = model.shapes.get(type.name);
  if (shape === undefined || shape.kind === "enum")
    throw new Error(`The service model has no ${type.kind} ${type.name}.`);
  return shape;
}

/** The operation's event stream member, whose type is an event stream union. */
export function isEventStream(type: TypeModel, model: ServiceModel): boolean {
  const shape = type.kind === "union" ? model.shapes.get(type.name) : undefined;
  return shape?.kind === "union" && shape.streaming;
}

/** Whether a member of an output is always there: required ones are corrected, those with a default are filled in. */
export function isPresent(member: MemberModel): boolean {
  return member.required || member.default !== undefined;
}

/** The types directly inside a type: elements, keys and values. */
export function innerTypes(type: TypeModel): readonly TypeModel[] {
  if (type.kind === "list") return [type.element];
  return type.kind === "map" ? [type.key, type.value] : [];
}

/**
 * Whether `test` holds for a type or for anything that it holds, however deep. Shapes may be recursive: each is looked
 * into once.
 */
export function holds(type: TypeModel, model: ServiceModel, test: (type: TypeModel) => boolean): boolean {
  return search(type, model, test, new Set());
}

/** {@link holds} for the members of a structure or union. */
export function shapeHolds(
  shape: StructureModel | UnionModel,
  model: ServiceModel,
  test: (type: TypeModel) => boolean,
): boolean {
  const seen = new Set([shape.name]);
  return shape.members.some(({ type }) => search(type, model, test, seen));
}

function search(type: TypeModel, model: ServiceModel, test: (type: TypeModel) => boolean, seen: Set<string>): boolean {
  if (test(type)) return true;
  if (innerTypes(type).some((inner) => search(inner, model, test, seen))) return true;
  const shape = namedShape(type, model);
  if (shape === undefined || seen.has(shape.name)) return false;
  seen.add(shape.name);
  return shape.members.some((member) => search(member.type, model, test, seen));
}

/** Whether calls may have many of a structure or union: it is in a list or map, or below what is. */
export function isRepeated(shape: StructureModel | UnionModel, model: ServiceModel): boolean {
  let repeated = repeatedShapes.get(model);
  if (repeated === undefined) {
    repeated = new Set(
      namedShapes(model)
        .flatMap((outer) => (outer.kind === "enum" ? [] : outer.members))
        .flatMap(({ type }) => innerTypes(type))
        .flatMap((type) => shapesIn(type, model))
        .flatMap((inner) => [inner, ...held(inner, model)])
        .map(({ name }) => name),
    );
    repeatedShapes.set(model, repeated);
  }
  return repeated.has(shape.name);
}

/** The names of those of a model, which many ask for. */
const repeatedShapes = new WeakMap<ServiceModel, ReadonlySet<string>>();

/** The structures and unions below a shape, each once; itself only if it is recursive. Event streams do not count. */
export function* held(root: StructureModel | UnionModel, model: ServiceModel): Generator<StructureModel | UnionModel> {
  const met = new Set<StructureModel | UnionModel>();
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

function shapesIn(type: TypeModel, model: ServiceModel): readonly (StructureModel | UnionModel)[] {
  if (isEventStream(type, model)) return [];
  const shape = namedShape(type, model);
  return shape === undefined ? innerTypes(type).flatMap((inner) => shapesIn(inner, model)) : [shape];
}
