import type { Reference, ResourceShape, ServiceShape } from "../ast.js";
import type { Model } from "../model.js";
import { serviceOf, shapeAt } from "./lookup.js";

/** Lists the operations of all resources, lifecycle operations included, as operations of the service itself. */
export function collectOperations(model: Model): Model {
  const { id, shape } = serviceOf(model);
  const found = new Set((shape.operations ?? []).map(({ target }) => target));
  const seen = new Set<string>();

  function visit(resources: readonly Reference[]): void {
    for (const { target } of resources) {
      const resource = shapeAt(model, target);
      if (resource.type !== "resource" || seen.has(target)) continue;
      seen.add(target);
      for (const operation of boundOperations(resource)) found.add(operation.target);
      visit(resource.resources ?? []);
    }
  }
  visit(shape.resources ?? []);

  const { resources: _, ...rest } = shape;
  const service: ServiceShape = { ...rest, operations: [...found].sort().map((target) => ({ target })) };
  return { ...model, shapes: new Map(model.shapes).set(id, service) };
}

function boundOperations(resource: ResourceShape): Reference[] {
  const { create, put, read, update, delete: remove, list, operations = [], collectionOperations = [] } = resource;
  const lifecycle = [create, put, read, update, remove, list].filter((reference) => reference !== undefined);
  return [...lifecycle, ...operations, ...collectionOperations];
}
