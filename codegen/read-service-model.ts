import { assemble } from "./assemble/assemble.js";
import { loadModelFiles } from "./load/load.js";
import { normalise } from "./normalise/normalise.js";
import type { ServiceModel } from "./service-model.js";
import { checkFiles } from "./validate/check-files.js";
import { checkModel } from "./validate/check-model.js";

/**
 * Reads a model: load, validate, assemble, normalise.
 *
 * @param paths Files, and folders whose `*.json` files are meant.
 * @throws {UsageError} when a path cannot be read.
 * @throws {ModelError} with every fault of the model.
 */
export function readServiceModel(paths: readonly string[]): ServiceModel {
  const files = checkFiles(loadModelFiles(paths));
  const model = assemble(files);
  checkModel(model);
  return normalise(model);
}
