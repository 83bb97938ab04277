import type { CheckedFile } from "../assemble/assemble.js";
import type { Shape } from "../ast.js";
import { pointerSteps } from "../load/json-pointer.js";
import type { Model } from "../model.js";
import { type Departure, departuresIn, departuresKey, equalFacts, factsDigest } from "../update/departures.js";
import { type Finding, findingIn } from "./finding.js";

/** Every departure stands where our model says something else than what it records of the published one. */
export function lintDepartures(files: readonly CheckedFile[], model: Model): Finding[] {
  return files.flatMap(({ file, document }) =>
    departuresIn(file, document.metadata).flatMap((departure, index) => {
      const problem = problemOf(model, departure);
      if (problem === undefined) return [];
      const advice = `${departure.at}: ${problem}; remove the entry`;
      return [findingIn(file, "stale-departure", ["metadata", departuresKey, index], advice)];
    }),
  );
}

function problemOf(model: Model, departure: Departure): string | undefined {
  const steps = pointerSteps(departure.at);
  const [section, id = ""] = steps;
  // What is left out is nowhere in our model, and lists of references have no pointers of JSON.
  if (departure.kind === "leftOut" || section !== "shapes" || id === "*" || namesReference(steps)) return undefined;
  const ours = valueAt(model.shapes.get(id), steps.slice(2));
  const same =
    departure.publishedSha256 === undefined
      ? equalFacts(steps, ours, departure.published)
      : ours !== undefined && factsDigest(steps, ours) === departure.publishedSha256;
  if (!same) return undefined;
  return ours === undefined ? "there is nothing at this place" : "the model says the same as the published one";
}

function namesReference(steps: readonly string[]): boolean {
  return steps.length === 4 && ["operations", "collectionOperations", "resources", "errors"].includes(steps[2] ?? "");
}

function valueAt(shape: Shape | undefined, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (node, step) =>
      typeof node === "object" && node !== null && Object.hasOwn(node, step)
        ? (node as { readonly [key: string]: unknown })[step]
        : undefined,
    shape,
  );
}
