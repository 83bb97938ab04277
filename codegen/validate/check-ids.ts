import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";

/** Shapes whose ids differ in case alone are one to Smithy, and to disks that do not tell case apart. */
export function checkIds(model: Model): ModelFault[] {
  const seen = new Map<string, string>();
  const faults: ModelFault[] = [];
  for (const id of model.shapes.keys()) {
    const other = seen.get(id.toLowerCase());
    if (other === undefined) seen.set(id.toLowerCase(), id);
    else faults.push(shapeFault(model, id, [], `differs from ${other} in case alone`));
  }
  return faults;
}
