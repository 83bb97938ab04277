import type { Shape } from "../ast.js";
import type { Model } from "../model.js";
import { traitOf } from "../trait-values.js";
import { operationsOf, serviceOf } from "./lookup.js";

/** Fills what an operation's `paginated` trait leaves out from the one of the service. */
export function spreadServicePagination(model: Model): Model {
  const defaults = traitOf(serviceOf(model).shape, "smithy.api#paginated");
  if (defaults === undefined) return model;
  const shapes = new Map<string, Shape>(model.shapes);
  for (const { id, shape } of operationsOf(model)) {
    const own = traitOf(shape, "smithy.api#paginated");
    if (own === undefined) continue;
    shapes.set(id, { ...shape, traits: { ...shape.traits, "smithy.api#paginated": { ...defaults, ...own } } });
  }
  return { ...model, shapes };
}
