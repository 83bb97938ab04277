import type { Model } from "../model.js";
import { collectOperations } from "../normalise/collect-operations.js";
import { flattenMixins } from "../normalise/flatten-mixins.js";
import { spreadServicePagination } from "../normalise/spread-service-pagination.js";

/** The model as checks of operations need it: mixins written out, resources' operations listed, pagination completed. */
export function flatView(model: Model): Model {
  return spreadServicePagination(collectOperations(flattenMixins(model)));
}
