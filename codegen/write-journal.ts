import { readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { UsageError } from "./errors.js";
import { staysInside } from "./manifest.js";

/** In a folder while its files are moved into place. Without the end `.json`: no reader of models takes it for one. */
export const journalPath = ".shardwright-journal";

/** Files that are written beside their place, and files that were moved aside. */
export const newSuffix = ".shardwright-new";
export const oldSuffix = ".shardwright-old";

/** The text of a journal: the files, relative to the folder, that were not there before. */
export function journalText(added: readonly string[]): string {
  return `${JSON.stringify({ added })}\n`;
}

/**
 * Cleans up after a killed run. With its journal, files had begun to move: all are moved back, so that the folder is as
 * before that run. Without, either none had moved or all had, and only leftovers go.
 *
 * @returns Whether there was anything to do.
 * @throws {UsageError} when the disk refuses; it can be tried again.
 */
export function recoverFolder(folder: string): boolean {
  const added = readJournal(folder);
  const left = filesIn(folder);
  if (added === undefined && !left.some((path) => path.endsWith(newSuffix) || path.endsWith(oldSuffix))) return false;
  try {
    restore(folder, added, left);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${folder}: what a killed run left behind cannot be cleaned up: ${reason}`, { cause });
  }
  return true;
}

function restore(folder: string, added: readonly string[] | undefined, left: readonly string[]): void {
  for (const path of added ?? []) rmSync(`${folder}/${path}`, { force: true });
  for (const path of left) {
    if (path.endsWith(oldSuffix) && added !== undefined) {
      renameSync(`${folder}/${path}`, `${folder}/${path.slice(0, -oldSuffix.length)}`);
    } else if (path.endsWith(oldSuffix) || path.endsWith(newSuffix)) {
      rmSync(`${folder}/${path}`, { force: true });
    }
  }
  rmSync(`${folder}/${journalPath}`, { force: true });
}

function readJournal(folder: string): readonly string[] | undefined {
  try {
    const { added } = JSON.parse(readFileSync(`${folder}/${journalPath}`, "utf8"));
    return Array.isArray(added) ? added.filter((path) => typeof path === "string" && staysInside(path)) : [];
  } catch {
    // None, or one that was not written to its end: nothing moves before that.
    return undefined;
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  } catch {
    return [];
  }
}
