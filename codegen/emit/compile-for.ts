import { ModelError } from "../errors.js";
import { PathError } from "../paths/parse-path.js";
import type { OperationModel, ServiceModel } from "../service-model.js";

/** Runs a compilation. A path that does not compile is a fault of the model: {@link ModelError}. */
export function compileFor<Result>(
  model: ServiceModel,
  operation: OperationModel,
  purpose: string,
  compile: () => Result,
): Result {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof PathError)) throw error;
    const message = `${purpose}: ${error.message}`;
    throw new ModelError([{ file: `the model of ${model.sdkId}`, shape: operation.name, pointer: "", message }]);
  }
}
