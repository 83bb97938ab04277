import type { FolderPlan } from "./write.js";

/** How many files of a kind are named; the others are counted. */
const named = 4;

/**
 * What a generation changed, in three lines: new, changed and removed files, of which a few are named. One line when
 * nothing changed.
 */
export function generationReport(plans: readonly FolderPlan[]): string[] {
  const added = plans.flatMap(({ folder, missing }) => missing.map(({ path }) => `${folder}/${path}`));
  const changed = plans.flatMap(({ folder, different }) => different.map(({ path }) => `${folder}/${path}`));
  const removed = plans.flatMap(({ folder, superfluous }) => superfluous.map((path) => `${folder}/${path}`));
  if (added.length + changed.length + removed.length === 0) return [upToDate(plans)];
  return [line("new", added), line("changed", changed), line("removed", removed)];
}

/** That all files are as they should be, and how many they are. */
export function upToDate(plans: readonly FolderPlan[]): string {
  return `up to date: ${plans.reduce((sum, { unchanged }) => sum + unchanged, 0)} files`;
}

function line(what: string, paths: readonly string[]): string {
  if (paths.length === 0) return `${what}: none`;
  const more = paths.length - named;
  // The manifest changes whenever anything does, so that it says nothing.
  const telling = paths.filter((path) => !path.endsWith("/manifest.json"));
  const shown = (telling.length > 0 ? telling : paths).slice(0, named).join(", ");
  return `${what}: ${paths.length} (${shown}${more > 0 ? ", ..." : ""})`;
}
