import { assemble } from "./assemble/assemble.js";
import { chooseService } from "./choose-service.js";
import { throwFaults } from "./errors.js";
import { loadModelFiles } from "./load/load.js";
import type { Model } from "./model.js";
import { normalise } from "./normalise/normalise.js";
import type { ServiceModel } from "./service-model.js";
import { checkExamples } from "./validate/check-examples.js";
import { checkFiles } from "./validate/check-files.js";
import { checkModel } from "./validate/check-model.js";
import { flatView } from "./validate/flat-view.js";

/**
 * Reads a model: load, validate, assemble, normalise.
 *
 * @param paths Files, and folders whose `*.json` files are meant.
 * @param service Which service is meant, where there are several: its shape id, or the name in it.
 * @throws {UsageError} when a path cannot be read.
 * @throws {ModelError} with every fault of the model.
 */
export function readServiceModel(paths: readonly string[], service?: string): ServiceModel {
  const model = readModel(paths, service);
  throwFaults(checkExamples(flatView(model)));
  return normalise(model);
}

/**
 * Reads a model as it is written: load, validate, assemble.
 *
 * @param paths Files, and folders whose `*.json` files are meant.
 * @param service Which service is meant, where there are several: its shape id, or the name in it.
 * @throws {UsageError} when a path cannot be read.
 * @throws {ModelError} with every fault of the model.
 */
export function readModel(paths: readonly string[], service?: string): Model {
  const model = chooseService(assemble(checkFiles(loadModelFiles(paths))), service);
  checkModel(model);
  return model;
}
