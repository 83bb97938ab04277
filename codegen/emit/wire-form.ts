import type { ServiceModel, TypeModel } from "../service-model.js";
import { namedShape } from "./named-shapes.js";

/**
 * Whether a value has to be converted to become JSON: it holds bytes, a time, a number that JSON cannot spell, or a
 * structure that does. Everything else is its own wire form and passes through.
 */
export function needsWriting(type: TypeModel, model: ServiceModel): boolean {
  switch (type.kind) {
    case "blob":
    case "timestamp":
    case "float":
    case "double":
    case "bigInteger":
    case "bigDecimal":
      return true;
    case "list":
      return needsWriting(type.element, model);
    case "map":
      return needsWriting(type.value, model);
    default:
      return namedShape(type, model)?.plain === false;
  }
}
