import { readFileSync } from "node:fs";
import { join } from "node:path";
import { closureOf, packageBytes, readLockFile } from "./closure.js";

export interface InstalledSize {
  readonly packages: number;
  readonly bytes: number;
}

const root = join(import.meta.dirname, "../..");

/**
 * What `npm install shardwright` brings.
 *
 * @param project Where the packed package is installed.
 * @param optional Whether its optional dependencies come with it, as npm does unless it is told to omit them.
 */
export function installedSize(project: string, optional: boolean): InstalledSize {
  const folder = join(project, "node_modules", "shardwright");
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const closure = installed([
    ...Object.keys(manifest.dependencies ?? {}),
    ...(optional ? Object.keys(manifest.optionalDependencies ?? {}) : []),
  ]);
  return { packages: closure.packages + 1, bytes: closure.bytes + packageBytes(folder) };
}

/** What `npm install` of these packages brings, as far as this repository's lock file and node_modules know them. */
export function installed(names: readonly string[]): InstalledSize {
  const paths = closureOf(names, readLockFile(root));
  return { packages: paths.length, bytes: paths.reduce((sum, path) => sum + packageBytes(join(root, path)), 0) };
}
