import { assemble } from "../assemble/assemble.js";
import { loadModelFiles } from "../load/load.js";
import type { Model } from "../model.js";
import { checkFiles } from "../validate/check-files.js";
import { checkModel } from "../validate/check-model.js";
import { flatView } from "../validate/flat-view.js";
import { lintDepartures } from "./departures.js";
import { lintDocumentation } from "./documentation.js";
import { lintExamples } from "./examples.js";
import { lintFaults } from "./faults.js";
import { type Finding, formatFinding } from "./finding.js";
import { lintLists } from "./lists.js";
import { lintOverlays } from "./overlays.js";
import { lintReach } from "./reach.js";
import { lintWaiters } from "./waiters.js";

/** What is looked at in a model with mixins written out and resources' operations listed. */
const flatLints: readonly ((flat: Model) => readonly Finding[])[] = [lintExamples, lintFaults, lintLists, lintWaiters];

/**
 * Finds what a maintainer of a model should mend, in order of place.
 *
 * @param paths Files, and folders whose `*.json` files are meant.
 * @throws {UsageError} when a path cannot be read.
 * @throws {ModelError} when the model is not one that the generator can work from, for more than lint itself tells of.
 */
export function lintModel(paths: readonly string[]): Finding[] {
  const overlays = lintOverlays(loadModelFiles(paths));
  const files = checkFiles(overlays.files);
  const model = assemble(files);
  checkModel(model);
  const flat = flatView(model);
  const findings = [
    ...overlays.findings,
    ...lintDocumentation(model),
    ...lintReach(model, flat),
    ...lintDepartures(files, model),
    ...flatLints.flatMap((lint) => lint(flat)),
  ];
  return findings.sort(
    (a, b) => compare(a.file, b.file) || compare(a.pointer, b.pointer) || compare(formatFinding(a), formatFinding(b)),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
