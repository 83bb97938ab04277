import type { Model } from "../model.js";
import { membersOf, operationsOf, serviceOf } from "../normalise/lookup.js";
import { hasTrait } from "../trait-values.js";
import { type Finding, findingAt } from "./finding.js";

/** Every fault is raised by an operation, by all of them through the service, or within a stream of events. */
export function lintFaults(model: Model): Finding[] {
  const raised = new Set((serviceOf(model).shape.errors ?? []).map(({ target }) => target));
  for (const { shape } of operationsOf(model)) for (const { target } of shape.errors ?? []) raised.add(target);
  for (const shape of model.shapes.values()) {
    if (shape.type !== "union" || !hasTrait(shape, "smithy.api#streaming")) continue;
    for (const [, { target }] of membersOf(shape)) raised.add(target);
  }
  const advice = "no operation raises the fault; name it in their errors, or remove it";
  return [...model.shapes].flatMap(([id, shape]) =>
    hasTrait(shape, "smithy.api#error") && !raised.has(id) ? [findingAt(model, "unraised-fault", id, [], advice)] : [],
  );
}
