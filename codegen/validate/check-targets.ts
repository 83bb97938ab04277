import type { Reference, Shape } from "../ast.js";
import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { findShape, membersOf } from "../normalise/lookup.js";
import { unitId } from "../normalise/prelude.js";

type Path = readonly (string | number)[];
/** What a reference may lead to. */
type Kind = "data" | "structure" | "operation" | "resource" | "error" | "any";

/** Every reference leads to a shape that is there, and of a kind that fits. */
export function checkTargets(model: Model): ModelFault[] {
  const faults: ModelFault[] = [];
  for (const [id, shape] of model.shapes) {
    for (const { path, target, kind } of referencesOf(shape)) {
      const found = findShape(model, target);
      if (found === undefined) {
        faults.push(shapeFault(model, id, [...path, "target"], `no such shape: ${target}`));
      } else if (!fits(found, target, kind)) {
        faults.push(
          shapeFault(model, id, [...path, "target"], `${target} is ${article(found.type)}, not ${wanted[kind]}`),
        );
      } else if (kind === "any" && found.type !== shape.type) {
        faults.push(
          shapeFault(
            model,
            id,
            [...path, "target"],
            `${target} is ${article(found.type)}, so no mixin of ${article(shape.type)}`,
          ),
        );
      }
    }
  }
  return faults;
}

const wanted: Readonly<Record<Kind, string>> = {
  data: "a shape for data",
  structure: "a structure",
  operation: "an operation",
  resource: "a resource",
  error: "a structure with the trait smithy.api#error",
  any: "a mixin",
};

function fits(shape: Shape, id: string, kind: Kind): boolean {
  switch (kind) {
    case "any":
      return Object.hasOwn(shape.traits ?? {}, "smithy.api#mixin");
    case "data":
      return !["operation", "resource", "service"].includes(shape.type);
    case "error":
      return shape.type === "structure" && Object.hasOwn(shape.traits ?? {}, "smithy.api#error");
    case "structure":
      return shape.type === "structure" || id === unitId;
    default:
      return shape.type === kind;
  }
}

function article(type: string): string {
  return `${/^(?:[aeio]|un[^i])/.test(type) ? "an" : "a"} ${type}`;
}

interface Found {
  readonly path: Path;
  readonly target: string;
  readonly kind: Kind;
}

function referencesOf(shape: Shape): Found[] {
  const found: Found[] = [];
  const one = (path: Path, reference: Reference | undefined, kind: Kind): void => {
    if (reference !== undefined) found.push({ path, target: reference.target, kind });
  };
  const many = (key: string, references: readonly Reference[] | undefined, kind: Kind): void => {
    for (const [index, reference] of (references ?? []).entries()) one([key, index], reference, kind);
  };

  many("mixins", shape.mixins, "any");
  switch (shape.type) {
    case "list":
    case "set":
      one(["member"], shape.member, "data");
      break;
    case "map":
      one(["key"], shape.key, "data");
      one(["value"], shape.value, "data");
      break;
    case "operation":
      one(["input"], shape.input, "structure");
      one(["output"], shape.output, "structure");
      many("errors", shape.errors, "error");
      break;
    case "resource":
      for (const key of ["create", "put", "read", "update", "delete", "list"] as const)
        one([key], shape[key], "operation");
      for (const key of ["identifiers", "properties"] as const) {
        for (const [name, reference] of Object.entries(shape[key] ?? {})) one([key, name], reference, "data");
      }
      many("operations", shape.operations, "operation");
      many("collectionOperations", shape.collectionOperations, "operation");
      many("resources", shape.resources, "resource");
      break;
    case "service":
      many("operations", shape.operations, "operation");
      many("resources", shape.resources, "resource");
      many("errors", shape.errors, "error");
      break;
    default:
      for (const [name, member] of membersOf(shape)) one(["members", name], member, "data");
  }
  return found;
}
