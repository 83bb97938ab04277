import type { Member } from "../ast.js";
import type { Model } from "../model.js";
import type { Direction } from "../service-model.js";
import { hasTrait, traitOf } from "../trait-values.js";
import { operationsOf, shapeAt, targetsOf } from "./lookup.js";

/** In which directions each data shape travels, and which of them need a type for each. */
export interface Directions {
  /** Shapes that inputs reach, members of the input included. */
  readonly input: ReadonlySet<string>;
  /** Shapes that outputs, faults and events reach. */
  readonly output: ReadonlySet<string>;
  /** Shapes that travel both ways and look different there. */
  readonly twofold: ReadonlySet<string>;
}

/**
 * Walks from every input and every output. A shape that travels both ways looks different when it holds, at any depth,
 * something whose type depends on the direction: a blob (bytes or text in, bytes out), an enum (closed in, open out), a
 * union (unknown members out), or a member that only one of the two has to have (default, idempotency token,
 * clientOptional).
 */
export function travelDirections(model: Model): Directions {
  const input = new Set<string>();
  const output = new Set<string>();
  for (const { shape } of operationsOf(model)) {
    if (shape.input !== undefined) reach(model, shape.input.target, input);
    if (shape.output !== undefined) reach(model, shape.output.target, output);
    for (const { target } of shape.errors ?? []) reach(model, target, output);
  }
  const different = differentByDirection(model, new Set([...input, ...output]));
  const twofold = new Set([...input].filter((id) => output.has(id) && different.has(id)));
  return { input, output, twofold };
}

/** The direction in whose form a shape is described when it is asked for in a direction. */
export function formOf(directions: Directions, id: string, asked: Direction): Direction {
  if (directions.twofold.has(id)) return asked;
  return directions.output.has(id) ? "output" : "input";
}

function reach(model: Model, start: string, reached: Set<string>): void {
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...targetsOf(shapeAt(model, id)).map(({ target }) => target));
  }
}

function differentByDirection(model: Model, ids: ReadonlySet<string>): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const different = new Set<string>();
  const waiting: string[] = [];
  for (const id of ids) {
    const shape = shapeAt(model, id);
    for (const { target } of targetsOf(shape)) users.set(target, [...(users.get(target) ?? []), id]);
    if (targetsOf(shape).some(differsByDirection) || ["blob", "enum", "intEnum", "union"].includes(shape.type))
      waiting.push(id);
  }
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (different.has(id)) continue;
    different.add(id);
    waiting.push(...(users.get(id) ?? []));
  }
  return different;
}

function differsByDirection(member: Member): boolean {
  return (
    hasTrait(member, "smithy.api#idempotencyToken") ||
    hasTrait(member, "smithy.api#clientOptional") ||
    (traitOf(member, "smithy.api#default") ?? null) !== null
  );
}
