import type { Model } from "../model.js";
import { type Directions, travelDirections } from "../normalise/directions.js";
import { operationsOf, shapeAt } from "../normalise/lookup.js";
import { chooseNames, faultsOf, type Names } from "../normalise/names.js";
import { normalise, simplify } from "../normalise/normalise.js";
import type { Direction, ServiceModel } from "../service-model.js";
import { shapeName } from "../shape-id.js";

/** One of the two models, in every form that the comparison looks at. */
export interface Side {
  /** Shapes as they are written, short forms written out. */
  readonly model: Model;
  /** What the emitters would read. */
  readonly service: ServiceModel;
  readonly names: Names;
  readonly directions: Directions;
  /** Operation ids by name. */
  readonly operations: ReadonlyMap<string, string>;
  /** Ids of faults by their names on the wire. */
  readonly faults: ReadonlyMap<string, string>;
  /** Every type and error class that the client exports. */
  readonly exported: ReadonlySet<string>;
  /** How operations get to a shape: a path such as `Records[].Data`, empty for their input or output itself, by name. */
  readonly pathsTo: (shapeId: string, direction: Direction) => ReadonlyMap<string, string>;
}

/** The old model and the new one. */
export interface Comparison {
  readonly before: Side;
  readonly after: Side;
}

/** Prepares a valid model for comparing. */
export function sideOf(assembled: Model): Side {
  const model = simplify(assembled);
  const service = normalise(assembled);
  const directions = travelDirections(model);
  const reached = { input: reachedFrom(model, "input"), output: reachedFrom(model, "output") };
  return {
    model,
    service,
    directions,
    names: chooseNames(model, directions),
    operations: new Map(operationsOf(model).map(({ id }) => [shapeName(id), id])),
    faults: new Map(faultsOf(model).map((id) => [shapeName(id), id])),
    exported: new Set([...service.shapes.keys(), ...service.faults.map(({ name }) => name)]),
    pathsTo: (shapeId, direction) => reached[direction].get(shapeId) ?? new Map(),
  };
}

/** For every shape that operations reach in a direction: the shortest path, by operation. */
function reachedFrom(model: Model, direction: Direction): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const reached = new Map<string, Map<string, string>>();
  for (const { id, shape } of operationsOf(model)) {
    const start = shape[direction]?.target;
    if (start === undefined) continue;
    for (const [target, path] of shortestPaths(model, start)) {
      const paths = reached.get(target) ?? new Map<string, string>();
      reached.set(target, paths.set(shapeName(id), path));
    }
  }
  return reached;
}

function shortestPaths(model: Model, start: string): ReadonlyMap<string, string> {
  const paths = new Map([[start, ""]]);
  // A map hands out what is added while it is walked: the walk goes breadth first.
  for (const [id, path] of paths) {
    for (const [step, target] of steps(model, id)) {
      if (!paths.has(target)) paths.set(target, path === "" || step.startsWith("[") ? path + step : `${path}.${step}`);
    }
  }
  return paths;
}

function steps(model: Model, id: string): (readonly [step: string, target: string])[] {
  const shape = shapeAt(model, id);
  if (shape.type === "list" || shape.type === "set") return [["[]", shape.member.target]];
  if (shape.type === "map") {
    return [
      ["[key]", shape.key.target],
      ["[]", shape.value.target],
    ];
  }
  if (shape.type !== "structure" && shape.type !== "union") return [];
  return Object.entries(shape.members ?? {}).map(([name, { target }]) => [name, target]);
}
