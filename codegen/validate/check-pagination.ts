import type { OperationShape, Shape } from "../ast.js";
import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { findShape, membersOf, operationsOf } from "../normalise/lookup.js";
import { hasTrait, traitOf } from "../trait-values.js";
import { memberPathProblem, rootOf } from "./resolve-path.js";

const listTypes: readonly Shape["type"][] = ["list", "set", "map"];

/** Pagination has both tokens, all its paths lead somewhere, and one trait alone describes it. */
export function checkPagination(model: Model): ModelFault[] {
  return operationsOf(model).flatMap(({ id, shape }) => {
    const faults: ModelFault[] = [];
    const fault = (path: readonly (string | number)[], message: string): void => {
      faults.push(shapeFault(model, id, ["traits", ...path], message));
    };
    checkPublished(model, shape, fault);
    checkOverlay(model, shape, fault);
    return faults;
  });
}

type Report = (path: readonly (string | number)[], message: string) => void;

function checkPublished(model: Model, operation: OperationShape, fault: Report): void {
  const trait = traitOf(operation, "smithy.api#paginated");
  if (trait === undefined) return;
  const id = "smithy.api#paginated";
  for (const token of ["inputToken", "outputToken"] as const) {
    if (trait[token] === undefined) fault([id], `${token} is given neither by the operation nor by the service`);
  }
  checkPaths(model, operation, id, trait, fault);
}

function checkOverlay(model: Model, operation: OperationShape, fault: Report): void {
  const trait = traitOf(operation, "shardwright#pagination");
  if (trait === undefined) return;
  const id = "shardwright#pagination";
  if (hasTrait(operation, "smithy.api#paginated")) fault([id], "the operation already has smithy.api#paginated");
  checkPaths(model, operation, id, trait, fault);
  const more =
    trait.more === undefined
      ? undefined
      : memberPathProblem(model, trait.more, rootOf(model, operation, "output"), ["boolean"]);
  if (more !== undefined) fault([id, "more"], more);
  const input = findShape(model, operation.input?.target ?? "smithy.api#Unit");
  const members = new Set(input === undefined ? [] : membersOf(input).map(([name]) => name));
  for (const [index, name] of (trait.firstPageOnly ?? []).entries()) {
    if (!members.has(name)) fault([id, "firstPageOnly", index], `there is no member ${name}`);
  }
}

function checkPaths(
  model: Model,
  operation: OperationShape,
  traitId: string,
  trait: {
    readonly inputToken?: string;
    readonly outputToken?: string;
    readonly items?: string;
    readonly pageSize?: string;
  },
  fault: Report,
): void {
  const input = rootOf(model, operation, "input");
  const output = rootOf(model, operation, "output");
  const wanted = [
    ["inputToken", input, undefined],
    ["outputToken", output, undefined],
    ["items", output, listTypes],
    ["pageSize", input, ["integer", "short", "byte", "long"] as const],
  ] as const;
  for (const [key, root, types] of wanted) {
    const path = trait[key];
    const problem = path === undefined ? undefined : memberPathProblem(model, path, root, types);
    if (problem !== undefined) fault([traitId, key], problem);
  }
}
