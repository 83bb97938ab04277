import type { Shape } from "../ast.js";
import type { Model } from "../model.js";
import type { Direction } from "../service-model.js";
import { hasTrait, traitOf } from "../trait-values.js";
import type { Directions } from "./directions.js";
import { shapeAt, targetsOf } from "./lookup.js";

/** Which structures and unions are their own wire form when they are written. */
export interface PlainShapes {
  has(id: string, direction: Direction): boolean;
}

/** Types whose value JSON cannot hold as it is: bytes, dates, numbers that may be NaN or too large. */
const converted: ReadonlySet<Shape["type"]> = new Set([
  "blob",
  "timestamp",
  "float",
  "double",
  "bigInteger",
  "bigDecimal",
]);

/** A shape is plain unless it holds, at any depth, what has to be converted or filled in. */
export function plainShapes(model: Model, directions: Directions): PlainShapes {
  const users = new Map<string, string[]>();
  const notPlain = new Set<string>();
  const waiting: string[] = [];
  for (const id of new Set([...directions.input, ...directions.output])) {
    const shape = shapeAt(model, id);
    for (const { target } of targetsOf(shape)) users.set(target, [...(users.get(target) ?? []), id]);
    if (converted.has(shape.type) || (directions.input.has(id) && fillsIn(shape))) waiting.push(id);
  }
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (notPlain.has(id)) continue;
    notPlain.add(id);
    waiting.push(...(users.get(id) ?? []));
  }
  return { has: (id) => !notPlain.has(id) };
}

function fillsIn(shape: Shape): boolean {
  const givenByCaller = hasTrait(shape, "smithy.api#input");
  return targetsOf(shape).some(
    (member) =>
      hasTrait(member, "smithy.api#idempotencyToken") ||
      (!givenByCaller && (traitOf(member, "smithy.api#default") ?? null) !== null),
  );
}
