import type { Shape, TraitBearer } from "../ast.js";
import { membersOf } from "../normalise/lookup.js";

/** Something of a shape that carries traits, with the way to it from the shape. */
export interface Bearer {
  readonly path: readonly string[];
  readonly bearer: TraitBearer & { readonly target?: string };
}

/** The shape itself, its members, its element or its key and value. */
export function bearersOf(shape: Shape): Bearer[] {
  const bearers: Bearer[] = [{ path: [], bearer: shape }];
  if (shape.type === "list" || shape.type === "set") bearers.push({ path: ["member"], bearer: shape.member });
  if (shape.type === "map") {
    bearers.push({ path: ["key"], bearer: shape.key }, { path: ["value"], bearer: shape.value });
  }
  for (const [name, member] of membersOf(shape)) bearers.push({ path: ["members", name], bearer: member });
  return bearers;
}
