import type { OperationShape } from "../ast.js";
import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { findShape, operationsOf, serviceOf } from "../normalise/lookup.js";
import { hasTrait, traitOf } from "../trait-values.js";
import { checkValue } from "./check-value.js";

type Path = readonly (string | number)[];

/**
 * Every example is a call that the model allows: they become documentation and tests. Inputs keep every constraint, unless
 * the example is one of refused input; outputs are held to types and members, for services answer outside of the ranges
 * that they publish. Not part of `checkModel`: an update may break examples, which are then for a maintainer to mend.
 *
 * @param model Flat, and without other faults.
 */
export function checkExamples(model: Model): ModelFault[] {
  return operationsOf(model).flatMap(({ id, shape }) => examplesOf(model, id, shape));
}

function examplesOf(model: Model, id: string, operation: OperationShape): ModelFault[] {
  return (traitOf(operation, "smithy.api#examples") ?? []).flatMap((example, index) => {
    const faults: ModelFault[] = [];
    const fault = (path: Path, problem: string): void => {
      const at = ["traits", "smithy.api#examples", index, ...path];
      faults.push(shapeFault(model, id, at, `${JSON.stringify(example.title)}: ${problem}`));
    };
    const check = (key: Path, target: string, value: unknown, side: "input" | "output"): void => {
      for (const { path, problem } of checkValue(model, target, value, side)) fault([...key, ...path], problem);
    };

    // An example of refused input may break anything.
    if (example.allowInvalidInput !== true) {
      check(["input"], operation.input?.target ?? "smithy.api#Unit", example.input ?? {}, "input");
    }
    if (example.output !== undefined && example.error !== undefined) {
      fault([], "shows an output and an error; a call has one of the two");
    }
    if (example.output !== undefined) {
      check(["output"], operation.output?.target ?? "smithy.api#Unit", example.output, "output");
    }
    if (example.error !== undefined) {
      const { shapeId, content = {} } = example.error;
      const shape = findShape(model, shapeId);
      if (shape === undefined || !hasTrait(shape, "smithy.api#error")) {
        fault(["error", "shapeId"], `${shapeId} is no fault of the model`);
      } else {
        if (!raises(model, operation, shapeId)) {
          fault(["error", "shapeId"], `the operation does not raise ${shapeId}`);
        }
        check(["error", "content"], shapeId, content, "output");
      }
    }
    return faults;
  });
}

/** Faults of the service are faults of all its operations. */
function raises(model: Model, operation: OperationShape, faultId: string): boolean {
  const common = serviceOf(model).shape.errors ?? [];
  return [...(operation.errors ?? []), ...common].some(({ target }) => target === faultId);
}
