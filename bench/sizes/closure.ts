import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What of a lock file's package this needs. */
interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface LockFile {
  /** By path: `node_modules/a`, `node_modules/a/node_modules/b`. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export function readLockFile(root: string): LockFile {
  return JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as LockFile;
}

/**
 * The packages, by path, that npm installs for these dependencies: those themselves, what they depend on, what that
 * depends on. From the lock file alone, so that it is the same wherever it is asked.
 */
export function closureOf(dependencies: readonly string[], lock: LockFile): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    const path = resolve(name, from, lock);
    if (found.has(path)) return;
    found.add(path);
    const { dependencies: required = {}, optionalDependencies: optional = {} } = lock.packages[path] ?? {};
    for (const next of Object.keys({ ...required, ...optional })) visit(next, path);
  };
  for (const name of dependencies) visit(name, "");
  return [...found].sort();
}

/** Finds a package as Node does: beside the one that asks for it, then ever further out. */
function resolve(name: string, from: string, lock: LockFile): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (path in lock.packages) return path;
    if (folder === "") throw new Error(`The lock file has no ${name}, which ${from || "the package"} depends on.`);
  }
}

/** Bytes of the files of a package, those of packages nested in it aside. */
export function packageBytes(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += entry.name === "node_modules" ? 0 : packageBytes(path);
    else if (entry.isFile()) bytes += statSync(path).size;
  }
  return bytes;
}
