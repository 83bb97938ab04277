import type { Shape, TraitBearer } from "../ast.js";
import { membersOf } from "../normalise/lookup.js";
import { hasTrait, traitOf } from "../trait-values.js";

/** Something that a reader of the client meets by its name, and that therefore wants a sentence. */
export interface Documentable {
  /** The member's name; absent for the shape itself. */
  readonly member?: string;
  readonly bearer: TraitBearer;
}

const met: ReadonlySet<Shape["type"]> = new Set([
  "enum",
  "intEnum",
  "operation",
  "service",
  "structure",
  "union",
] satisfies Shape["type"][]);

/** What of a shape wants documentation. Lists, maps and simple shapes have no name in the client: their members tell. */
export function documentable(shape: Shape): Documentable[] {
  if (!met.has(shape.type) || hasTrait(shape, "smithy.api#trait")) return [];
  const members = membersOf(shape).map(([member, bearer]) => ({ member, bearer }));
  return [{ bearer: shape }, ...members];
}

/** Whether something has documentation that says anything. */
export function isDocumented(bearer: TraitBearer): boolean {
  return (traitOf(bearer, "smithy.api#documentation") ?? "").trim() !== "";
}
