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
 * @param project Where the packed packages are installed.
 * @param optional Whether its optional dependencies come with it, as npm does unless it is told to omit them.
 */
export function installedSize(project: string, optional: boolean): InstalledSize {
  // The lock file knows what the generator's package has only as a link to the sources.
  const own = ["shardwright", ...(optional ? ["shardwright-codegen"] : [])];
  const folders = own.map((name) => join(project, "node_modules", name));
  const dependencies = folders.flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return Object.keys({ ...manifest.dependencies, ...(optional ? manifest.optionalDependencies : {}) });
  });
  const closure = installed(dependencies.filter((name) => !own.includes(name)));
  return {
    packages: closure.packages + own.length,
    bytes: folders.reduce((sum, folder) => sum + packageBytes(folder), closure.bytes),
  };
}

/** What `npm install` of these packages brings, as far as this repository's lock file and node_modules know them. */
export function installed(names: readonly string[]): InstalledSize {
  const paths = closureOf(names, readLockFile(root));
  return { packages: paths.length, bytes: paths.reduce((sum, path) => sum + packageBytes(join(root, path)), 0) };
}
