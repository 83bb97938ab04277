import type { Shape } from "../ast.js";
import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { membersOf } from "../normalise/lookup.js";
import { hasTrait } from "../trait-values.js";

/**
 * Recursion has an end (smithy.io, "recursive shape definitions"): a structure does not require itself, a union has a
 * member that does not lead back to it, and lists and maps hold themselves by way of structures or unions alone.
 */
export function checkRecursion(model: Model): ModelFault[] {
  return [
    ...circles(model, collectionSteps).map(({ id, path, way }) =>
      shapeFault(model, id, [...path, "target"], `holds itself with no structure or union between: ${way}`),
    ),
    ...endlessShapes(model),
  ];
}

/** A step from a shape to one that every value of it holds. */
interface Step {
  readonly path: readonly string[];
  readonly target: string;
}

function endlessShapes(model: Model): ModelFault[] {
  const finite = finiteShapes(model);
  const endless = (shape: Shape): readonly Step[] =>
    inevitableSteps(shape).filter(({ target }) => isHolder(model.shapes.get(target)) && !finite.has(target));
  return circles(model, endless).map(({ id, path, way }) =>
    shapeFault(model, id, [...path, "target"], `leads back to its own shape, so that no value has an end: ${way}`),
  );
}

/** Shapes of which there is a value, found from those that need no other. Other than structures and unions all have one. */
function finiteShapes(model: Model): ReadonlySet<string> {
  const finite = new Set<string>();
  const hasValue = ({ target }: Step): boolean => finite.has(target) || !isHolder(model.shapes.get(target));
  for (let before = -1; before < finite.size; ) {
    before = finite.size;
    for (const [id, shape] of model.shapes) {
      const steps = inevitableSteps(shape);
      if (shape.type === "union" ? steps.some(hasValue) : steps.every(hasValue)) finite.add(id);
    }
  }
  return finite;
}

function isHolder(shape: Shape | undefined): boolean {
  return shape?.type === "structure" || shape?.type === "union";
}

/** Of a structure the members that are required; of a union all, since one of them has to be given. */
function inevitableSteps(shape: Shape): readonly Step[] {
  if (!isHolder(shape)) return [];
  return membersOf(shape)
    .filter(([, member]) => shape.type === "union" || hasTrait(member, "smithy.api#required"))
    .map(([name, { target }]) => ({ path: ["members", name], target }));
}

function collectionSteps(shape: Shape): readonly Step[] {
  if (shape.type === "list" || shape.type === "set") return [{ path: ["member"], target: shape.member.target }];
  return shape.type === "map" ? [{ path: ["value"], target: shape.value.target }] : [];
}

interface Circle {
  readonly id: string;
  readonly path: readonly string[];
  /** `example#A -> example#B -> example#A`. */
  readonly way: string;
}

/** Every step that leads back to its own shape, with the shortest way round. */
function circles(model: Model, stepsOf: (shape: Shape) => readonly Step[]): Circle[] {
  return [...model.shapes].flatMap(([id, shape]) =>
    stepsOf(shape).flatMap(({ path, target }) => {
      const way = wayTo(model, target, id, stepsOf);
      return way === undefined ? [] : [{ id, path, way: [id, ...way].join(" -> ") }];
    }),
  );
}

function wayTo(
  model: Model,
  from: string,
  goal: string,
  stepsOf: (shape: Shape) => readonly Step[],
): readonly string[] | undefined {
  const ways = new Map<string, readonly string[]>([[from, [from]]]);
  for (const [id, way] of ways) {
    if (id === goal) return way;
    const shape = model.shapes.get(id);
    for (const { target } of shape === undefined ? [] : stepsOf(shape)) {
      if (!ways.has(target)) ways.set(target, [...way, target]);
    }
  }
  return undefined;
}
