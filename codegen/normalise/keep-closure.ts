import type { Shape } from "../ast.js";
import type { Model } from "../model.js";
import { operationsOf, serviceOf, shapeAt, targetsOf } from "./lookup.js";
import { prelude } from "./prelude.js";

/** Drops every shape that the service does not reach through its operations. */
export function keepClosure(model: Model): Model {
  const kept = new Set<string>([serviceOf(model).id]);
  const waiting: string[] = [];
  for (const { id, shape } of operationsOf(model)) {
    kept.add(id);
    for (const reference of [shape.input, shape.output, ...(shape.errors ?? [])]) {
      if (reference !== undefined) waiting.push(reference.target);
    }
  }
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (kept.has(id) || prelude.has(id)) continue;
    kept.add(id);
    waiting.push(...targetsOf(shapeAt(model, id)).map(({ target }) => target));
  }
  const shapes = new Map<string, Shape>([...model.shapes].filter(([id]) => kept.has(id)));
  return { ...model, shapes };
}
