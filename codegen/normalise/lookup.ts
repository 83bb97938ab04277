import type { AggregateShape, Member, OperationShape, ServiceShape, Shape } from "../ast.js";
import { ModelError } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { prelude } from "./prelude.js";

/** A shape of the model or of Smithy's prelude. Validation has seen to it that every target is there. */
export function shapeAt(model: Model, id: string): Shape {
  const shape = findShape(model, id);
  if (shape === undefined) throw new ModelError([shapeFault(model, id, [], `no such shape: ${id}`)]);
  return shape;
}

/** As {@link shapeAt}, or undefined. */
export function findShape(model: Model, id: string): Shape | undefined {
  return model.shapes.get(id) ?? prelude.get(id);
}

/** The one service of the model, with its id. */
export function serviceOf(model: Model): { readonly id: string; readonly shape: ServiceShape } {
  for (const [id, shape] of model.shapes) if (shape.type === "service") return { id, shape };
  throw new ModelError([{ file: "(model)", pointer: "", message: "the model has no service" }]);
}

/** The operations that the service lists, sorted by id. Resources' operations are among them after their pass. */
export function operationsOf(model: Model): { readonly id: string; readonly shape: OperationShape }[] {
  const ids = (serviceOf(model).shape.operations ?? []).map(({ target }) => target);
  return ids.sort().flatMap((id) => {
    const shape = shapeAt(model, id);
    return shape.type === "operation" ? [{ id, shape }] : [];
  });
}

/** The members of a structure, union or enum, in the model's order; none for other shapes. */
export function membersOf(shape: Shape): [name: string, member: Member][] {
  return isAggregate(shape) ? Object.entries(shape.members ?? {}) : [];
}

/** Whether the shape has named members. */
export function isAggregate(shape: Shape): shape is AggregateShape {
  return shape.type === "structure" || shape.type === "union" || shape.type === "enum" || shape.type === "intEnum";
}

/** All that a data shape refers to: members, elements, keys and values. */
export function targetsOf(shape: Shape): Member[] {
  if (shape.type === "list" || shape.type === "set") return [shape.member];
  if (shape.type === "map") return [shape.key, shape.value];
  if (shape.type === "structure" || shape.type === "union") return membersOf(shape).map(([, member]) => member);
  return [];
}
