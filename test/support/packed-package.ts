import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** An empty project in which the package is installed as people get it. */
export interface ConsumerProject {
  /** The project's folder; the caller removes it. */
  readonly folder: string;
  readonly tarball: string;
}

/** What the package is not built from, at the root. */
const unpacked = new Set([".git", "node_modules", "dist", "test", "coverage"]);

/**
 * Packs the package and unpacks it into an empty ES module project. Dependencies are found in this repository's own
 * node_modules, since the project lies within it: nothing is downloaded. It
 * is built in a copy of the sources, so that two may do this at a time and nobody's dist/ is touched.
 */
export function packedPackage(): ConsumerProject {
  mkdirSync(join(root, "test", ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(root, "test", ".tmp", "package-"));
  const sources = join(folder, "sources");
  for (const name of readdirSync(root)) {
    if (!unpacked.has(name)) cpSync(join(root, name), join(sources, name), { recursive: true });
  }
  run("npm", ["pack", "--pack-destination", folder, "--loglevel", "error"], sources);
  rmSync(sources, { recursive: true });
  const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  const target = join(folder, "node_modules", "shardwright");
  mkdirSync(target, { recursive: true });
  run("tar", ["-xzf", tarball, "-C", target, "--strip-components", "1"], folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  return { folder, tarball };
}

/** Runs a program and gives what it printed. Throws when it fails. */
export function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** A program of this repository's development dependencies. */
export function developmentTool(name: string): string {
  return join(root, "node_modules", ".bin", name);
}
