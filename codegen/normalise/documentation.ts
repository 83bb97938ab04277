import type { TraitBearer } from "../ast.js";
import { traitOf } from "../trait-values.js";

/** The documentation as the model has it (Markdown or HTML), trimmed; empty when there is none. */
export function documentationOf(bearer: TraitBearer): string {
  return traitOf(bearer, "smithy.api#documentation")?.trim() ?? "";
}

/** What a deprecation says, empty when it gives no reason; undefined when nothing is deprecated. */
export function deprecationOf(bearer: TraitBearer): string | undefined {
  const trait = traitOf(bearer, "smithy.api#deprecated");
  if (trait === undefined) return undefined;
  const since = trait.since === undefined ? "" : `since ${trait.since}`;
  return [since, trait.message?.trim() ?? ""].filter((part) => part !== "").join(": ");
}
