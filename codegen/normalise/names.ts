import type { Shape } from "../ast.js";
import { runtimeSymbols } from "../emit/runtime-imports.js";
import { ModelError, type ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import type { Direction } from "../service-model.js";
import { shapeName } from "../shape-id.js";
import { hasTrait, traitOf } from "../trait-values.js";
import { className, kebabCase, lowerCamelCase, upperFirst } from "./casing.js";
import { endpointOptions } from "./client-options.js";
import type { Directions } from "./directions.js";
import { operationsOf, serviceOf, shapeAt, targetsOf } from "./lookup.js";
import { unitId } from "./prelude.js";
import { functionNames, globalNames } from "./reserved-names.js";

/** Every name that the generated modules export, chosen once so that nothing collides. */
export interface Names {
  readonly className: string;
  readonly instanceName: string;
  /** Type names of structures, unions and enums. `direction` matters for those that have a type for each. */
  readonly type: (id: string, direction: Direction) => string;
  /** The name of the type of an event stream's ends. */
  readonly streamEnd: (id: string) => string;
  /** Class names of faults. */
  readonly fault: (id: string) => string;
  /** The name of the empty type of an operation without input or output. */
  readonly empty: (operationId: string, direction: Direction) => string;
  readonly method: (operationId: string) => string;
  /** File name without extension, unique where case does not count. */
  readonly file: (operationId: string) => string;
}

/**
 * Chooses names: the shape's own, or that of the service's `rename`. A name that collides with a global or a symbol of
 * the runtime gets the service's class name in front. Of a shape with a type for each direction the output's is called
 * `<Name>Output`, or `<Name>OutputShape` when that is taken.
 *
 * @throws {ModelError} when two shapes of the service have one name.
 */
export function chooseNames(model: Model, directions: Directions): Names {
  const service = serviceOf(model);
  const sdkId = traitOf(service.shape, "aws.api#service")?.sdkId ?? shapeName(service.id);
  const prefix = className(sdkId);
  const taken = new Set([
    ...globalNames,
    ...Object.keys(runtimeSymbols),
    ...ownNames(prefix, endpointOptions(model).options.length > 0),
  ]);

  function claim(wanted: string): string {
    return unique(wanted, taken, (name) => `${name}Shape`);
  }

  const base = baseNames(model);
  const faultIds = faultsOf(model);
  const dataIds = [...base.keys()].filter(
    (id) => isTyped(shapeAt(model, id)) && isData(model, directions, id, faultIds),
  );
  const faults = new Map<string, string>();
  const types = new Map<string, string>();
  const outputTypes = new Map<string, string>();

  // Names that can stay are given first, so that no derived name takes one away from a shape of the model.
  const wanted = [
    ...faultIds.map((id) => ({ id, name: base.get(id) ?? shapeName(id), names: faults })),
    ...dataIds.map((id) => ({ id, name: base.get(id) ?? shapeName(id), names: types })),
  ];
  const colliding = wanted.filter(({ id, name, names }) => {
    if (taken.has(name)) return true;
    names.set(id, claim(name));
    return false;
  });
  for (const { id, name, names } of colliding) names.set(id, claim(`${prefix}${name}`));
  for (const id of dataIds) {
    const name = types.get(id) ?? shapeName(id);
    const shape = shapeAt(model, id);
    const twofold = directions.twofold.has(id) && (shape.type === "structure" || shape.type === "union");
    if (twofold) outputTypes.set(id, claim(`${name}Output`));
  }

  const streamEnds = new Map<string, string>();
  for (const id of dataIds) {
    if (hasTrait(shapeAt(model, id), "smithy.api#streaming")) {
      streamEnds.set(id, claim(`${outputTypes.get(id) ?? types.get(id) ?? shapeName(id)}End`));
    }
  }

  const empty = new Map<string, string>();
  const methods = new Map<string, string>();
  const files = new Map<string, string>();
  const takenMethods = new Set([...functionNames, ...Object.keys(runtimeSymbols)]);
  const takenFiles = new Set(["index"]);
  for (const { id, shape } of operationsOf(model)) {
    const name = upperFirst(shapeName(id));
    for (const [direction, suffix] of [
      ["input", "Input"],
      ["output", "Output"],
    ] as const) {
      const target = shape[direction]?.target;
      if (target === undefined || target === unitId) {
        empty.set(`${id} ${direction}`, claim(`${name}${suffix}`));
      }
    }
    methods.set(
      id,
      unique(lowerCamelCase(name), takenMethods, (taken) => `${taken}Operation`),
    );
    files.set(
      id,
      unique(kebabCase(name), takenFiles, (taken) => `${taken}-operation`),
    );
  }

  return {
    className: prefix,
    instanceName: lowerCamelCase(prefix),
    type: (id, direction) =>
      (direction === "output" ? outputTypes.get(id) : undefined) ?? types.get(id) ?? shapeName(id),
    streamEnd: (id) => streamEnds.get(id) ?? `${shapeName(id)}End`,
    fault: (id) => faults.get(id) ?? shapeName(id),
    empty: (id, direction) => empty.get(`${id} ${direction}`) ?? shapeName(id),
    method: (id) => methods.get(id) ?? lowerCamelCase(shapeName(id)),
    file: (id) => files.get(id) ?? kebabCase(shapeName(id)),
  };
}

/** Faults of all operations, and those that an event stream can end with, sorted by id. */
export function faultsOf(model: Model): string[] {
  const ids = new Set<string>();
  for (const { shape } of operationsOf(model)) for (const { target } of shape.errors ?? []) ids.add(target);
  for (const shape of model.shapes.values()) {
    if (shape.type !== "union" || !hasTrait(shape, "smithy.api#streaming")) continue;
    for (const { target } of targetsOf(shape))
      if (hasTrait(shapeAt(model, target), "smithy.api#error")) ids.add(target);
  }
  return [...ids].sort();
}

function isTyped(shape: Shape): boolean {
  return ["structure", "union", "enum", "intEnum"].includes(shape.type);
}

/** Whether a shape needs a type of its own. A fault has its class, unless some structure also holds it as a value. */
function isData(model: Model, directions: Directions, id: string, faultIds: readonly string[]): boolean {
  if (!directions.input.has(id) && !directions.output.has(id)) return false;
  if (!faultIds.includes(id)) return true;
  return [...model.shapes.values()].some(
    (shape) => !hasTrait(shape, "smithy.api#streaming") && targetsOf(shape).some(({ target }) => target === id),
  );
}

/** Names before collisions with the outside are seen to. */
function baseNames(model: Model): ReadonlyMap<string, string> {
  const rename = serviceOf(model).shape.rename ?? {};
  const names = new Map<string, string>();
  const owners = new Map<string, string>();
  const faults: ModelFault[] = [];
  const ids = [...model.shapes.keys()].filter((id) => isTyped(shapeAt(model, id)));
  if (usesUnit(model)) ids.push(unitId);
  for (const id of ids) {
    const name = upperFirst(rename[id] ?? shapeName(id));
    const owner = owners.get(name.toLowerCase());
    if (owner !== undefined) {
      const message = `the service has two shapes called ${name}: this one and ${owner}; its "rename" must tell them apart`;
      faults.push(shapeFault(model, id, [], message));
    }
    owners.set(name.toLowerCase(), id);
    names.set(id, name);
  }
  if (faults.length > 0) throw new ModelError(faults);
  return names;
}

function usesUnit(model: Model): boolean {
  return [...model.shapes.values()].some((shape) => targetsOf(shape).some(({ target }) => target === unitId));
}

/** What the client modules export under the service's own name. */
function ownNames(prefix: string, hasOptions: boolean): string[] {
  const config = hasOptions ? ["Config"] : [];
  return [prefix, ...["Client", "Paginators", "Waiters", "Limits", ...config].map((suffix) => `${prefix}${suffix}`)];
}

function unique(wanted: string, taken: Set<string>, next: (name: string) => string): string {
  let name = wanted;
  while (taken.has(name)) name = next(name);
  taken.add(name);
  return name;
}
