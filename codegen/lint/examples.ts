import type { Model } from "../model.js";
import { operationsOf } from "../normalise/lookup.js";
import { traitOf } from "../trait-values.js";
import { checkExamples } from "../validate/check-examples.js";
import { type Finding, findingAt } from "./finding.js";

/** Every operation has an example, and every example is a call that the model allows. The generator refuses others. */
export function lintExamples(model: Model): Finding[] {
  const bare = operationsOf(model).filter(({ shape }) => (traitOf(shape, "smithy.api#examples") ?? []).length === 0);
  return [
    ...bare.map(({ id }) => findingAt(model, "no-example", id, [], "the operation has no example; add one")),
    ...checkExamples(model).map(
      ({ message, ...place }): Finding => ({ rule: "broken-example", ...place, advice: message }),
    ),
  ];
}
