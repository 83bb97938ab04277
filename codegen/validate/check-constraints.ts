import type { Shape } from "../ast.js";
import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { findShape } from "../normalise/lookup.js";
import { traitOf } from "../trait-values.js";
import { bearersOf } from "./bearers.js";

const numbers = ["byte", "short", "integer", "long", "float", "double", "bigInteger", "bigDecimal", "intEnum"];

/** Which shapes a constraint trait may stand on, or members that target them. */
const bearers: Readonly<Record<string, readonly string[]>> = {
  "smithy.api#length": ["string", "enum", "blob", "list", "set", "map"],
  "smithy.api#pattern": ["string", "enum"],
  "smithy.api#range": numbers,
  "smithy.api#uniqueItems": ["list", "set"],
  "smithy.api#sparse": ["list", "set", "map"],
  "smithy.api#timestampFormat": ["timestamp"],
  "smithy.api#enum": ["string"],
  "smithy.api#streaming": ["blob", "union"],
  "smithy.api#idempotencyToken": ["string"],
  "smithy.api#error": ["structure"],
};

/** Constraints stand where they mean something, and their bounds are in order. */
export function checkConstraints(model: Model): ModelFault[] {
  const faults: ModelFault[] = [];
  for (const [id, shape] of model.shapes) {
    for (const { path, bearer } of bearersOf(shape)) {
      const at = (traitId: string, message: string): void => {
        faults.push(shapeFault(model, id, [...path, "traits", traitId], message));
      };
      const target: Shape | undefined = path.length === 0 ? shape : findShape(model, bearer.target ?? "");
      for (const traitId of Object.keys(bearer.traits ?? {})) {
        const allowed = Object.hasOwn(bearers, traitId) ? bearers[traitId] : undefined;
        if (allowed !== undefined && target !== undefined && !allowed.includes(target.type)) {
          at(traitId, `${traitId} has no meaning on a shape of type ${target.type}`);
        }
      }
      for (const traitId of ["smithy.api#length", "smithy.api#range"] as const) {
        const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = traitOf(bearer, traitId) ?? {};
        if (min > max) at(traitId, `min ${min} is greater than max ${max}`);
      }
    }
  }
  return faults;
}
