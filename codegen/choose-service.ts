import { UsageError } from "./errors.js";
import type { Model } from "./model.js";
import { referencesIn } from "./references.js";
import { shapeName } from "./shape-id.js";

/**
 * The model as if it had no service but the one that is meant. Other services, and what only they reach, are then neither
 * checked nor generated.
 *
 * @param service Its absolute shape id, or the name in it; undefined leaves the model as it is.
 * @throws {UsageError} when the model has no such service.
 */
export function chooseService(model: Model, service: string | undefined): Model {
  if (service === undefined) return model;
  const services = [...model.shapes].filter(([, shape]) => shape.type === "service").map(([id]) => id);
  const chosen = services.filter((id) => id === service || shapeName(id) === service);
  if (chosen.length !== 1) {
    const known = services.join(", ") || "none";
    throw new UsageError(
      `--service ${service}: the model has ${chosen.length} of that name; its services are ${known}`,
    );
  }
  const own = reached(model, chosen);
  const others = reached(
    model,
    services.filter((id) => id !== chosen[0]),
  );
  // What nobody reaches stays, and is checked: it is part of the model all the same.
  const left = [...model.shapes].filter(([id]) => own.has(id) || !others.has(id));
  return { ...model, shapes: new Map(left) };
}

/** Services, and all that they refer to. */
function reached(model: Model, services: readonly string[]): ReadonlySet<string> {
  const found = new Set(services);
  // What is added while the set is walked is walked as well.
  for (const id of found) for (const target of referencesIn(model.shapes.get(id))) found.add(target);
  return found;
}
