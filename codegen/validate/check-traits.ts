import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { bearersOf } from "./bearers.js";
import { traitPolicy } from "./traits.js";

/** Refuses every trait that the generator knows nothing of, for it might change the wire or the behaviour. */
export function checkTraits(model: Model): ModelFault[] {
  const faults: ModelFault[] = [];
  for (const [id, shape] of model.shapes) {
    for (const { path, bearer } of bearersOf(shape)) {
      for (const traitId of Object.keys(bearer.traits ?? {})) {
        if (traitPolicy(traitId) !== "refused") continue;
        const message = `unknown trait ${traitId}: it may change the wire or the behaviour, so it is not passed over`;
        faults.push(shapeFault(model, id, [...path, "traits", traitId], message));
      }
    }
  }
  return faults;
}
