import type { Model } from "../model.js";
import { keepClosure } from "../normalise/keep-closure.js";
import { namespaceOf, shapeName } from "../shape-id.js";
import { hasTrait } from "../trait-values.js";
import { type Finding, findingAt } from "./finding.js";

/**
 * Every shape is reached from the service. Faults that nobody raises are told as such; definitions of traits, mixins
 * and resources have other uses.
 *
 * @param model The assembled model, with mixins.
 * @param flat The same as the generator's checks see it.
 */
export function lintReach(model: Model, flat: Model): Finding[] {
  const reached = keepClosure(flat).shapes;
  const advice = "no operation leads to the shape; refer to it, or remove it";
  return [...flat.shapes].flatMap(([id, shape]) => {
    const isApart =
      ["resource", "service"].includes(shape.type) ||
      hasTrait(shape, "smithy.api#error") ||
      isTraitDefinition(model, id);
    return reached.has(id) || isApart ? [] : [findingAt(model, "unreachable-shape", id, [], advice)];
  });
}

/** Whether the shape defines a trait, or stands in a namespace that does. */
function isTraitDefinition(model: Model, id: string): boolean {
  const namespace = namespaceOf(id);
  return [...model.shapes].some(
    ([other, shape]) =>
      namespaceOf(other) === namespace && hasTrait(shape, "smithy.api#trait") && shapeName(other) !== "",
  );
}
