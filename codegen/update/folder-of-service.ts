import { assemble } from "../assemble/assemble.js";
import { ModelError, UsageError } from "../errors.js";
import { loadModelFiles } from "../load/load.js";
import { serviceOf } from "../normalise/lookup.js";
import { checkFiles } from "../validate/check-files.js";

/**
 * The one of several folders whose model is of the same service as a published model.
 *
 * @throws {UsageError} when there is none.
 * @throws {ModelError} when the published model, or a folder's, cannot be read.
 */
export function folderOfService(published: string, folders: readonly string[]): string {
  const wanted = serviceIn(published);
  const found = folders.find((folder) => isOf(folder, wanted));
  if (found === undefined) throw new UsageError(`no folder in model/ holds ${wanted}; name one with --model`);
  return found;
}

function serviceIn(path: string): string {
  return serviceOf(assemble(checkFiles(loadModelFiles([path])))).id;
}

/** A folder with another service, or with definitions of traits alone, is passed over; one with faults is not. */
function isOf(folder: string, wanted: string): boolean {
  try {
    return serviceIn(folder) === wanted;
  } catch (error) {
    const hasNoService = error instanceof ModelError && error.faults.every(({ file }) => file === "(model)");
    if (hasNoService || (error instanceof UsageError && /holds no \*\.json/.test(error.message))) return false;
    throw error;
  }
}
