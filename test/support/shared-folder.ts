import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sharedFolder } from "./packed-package.js";

/** Gives the test files of a run a folder for what they share, and takes it away again. Vitest calls it for each project. */
export function setup(): () => void {
  if (process.env[sharedFolder] !== undefined) return () => {};
  const parent = join(import.meta.dirname, "../.tmp");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "run-"));
  process.env[sharedFolder] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
