import type { Shape } from "../ast.js";
import type { Model } from "../model.js";
import { operationsOf, serviceOf } from "./lookup.js";

/** Writes the errors that the service declares for all its operations into each operation. */
export function spreadServiceErrors(model: Model): Model {
  const common = serviceOf(model).shape.errors ?? [];
  if (common.length === 0) return model;
  const shapes = new Map<string, Shape>(model.shapes);
  for (const { id, shape } of operationsOf(model)) {
    const all = [...(shape.errors ?? []), ...common].map(({ target }) => target);
    shapes.set(id, { ...shape, errors: [...new Set(all)].map((target) => ({ target })) });
  }
  return { ...model, shapes };
}
