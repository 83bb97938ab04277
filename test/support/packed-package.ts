import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** An empty project in which both packages, the client's and the generator's, are installed as people get them. */
export interface ConsumerProject {
  /** The project's folder; the caller removes it. */
  readonly folder: string;
  /** Of `shardwright`. */
  readonly tarball: string;
  /** Of `shardwright-codegen`. */
  readonly generatorTarball: string;
}

/** What the packages are not built from, at the root. */
const unpacked = new Set([".git", "node_modules", "dist", "test", "coverage"]);

/**
 * Unpacks the packed packages into an empty ES module project. Dependencies are found in this repository's own
 * node_modules, since the project lies within it: nothing is downloaded.
 */
export function packedPackage(): ConsumerProject {
  mkdirSync(join(root, "test", ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(root, "test", ".tmp", "package-"));
  const shared = process.env[sharedFolder];
  const tarballs = shared === undefined ? pack(folder) : packedOnce(shared);
  for (const [name, tarball] of [
    ["shardwright", tarballs.tarball],
    ["shardwright-codegen", tarballs.generatorTarball],
  ] as const) {
    const target = join(folder, "node_modules", name);
    mkdirSync(target, { recursive: true });
    run("tar", ["-xzf", tarball, "-C", target, "--strip-components", "1"], folder);
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  return { folder, ...tarballs };
}

/** The variable that names the folder which the test files of one run share (`test/support/shared-folder.ts`). */
export const sharedFolder = "SHARDWRIGHT_TEST_RUN";

type Tarballs = Pick<ConsumerProject, "tarball" | "generatorTarball">;

/** Packs both into a folder. Builds in a copy of the sources, so that nobody's dist/ is touched. */
function pack(folder: string): Tarballs {
  const sources = join(folder, "sources");
  for (const name of readdirSync(root)) {
    if (!unpacked.has(name)) cpSync(join(root, name), join(sources, name), { recursive: true });
  }
  const both = ["--workspaces", "--include-workspace-root"];
  run("npm", ["pack", ...both, "--pack-destination", folder, "--loglevel", "error"], sources);
  rmSync(sources, { recursive: true });
  const named = (pattern: RegExp): string => join(folder, readdirSync(folder).find((name) => pattern.test(name)) ?? "");
  return { tarball: named(/^shardwright-\d.*\.tgz$/), generatorTarball: named(/^shardwright-codegen-\d.*\.tgz$/) };
}

/** The tarballs of this run: the test file that asks first packs it, another one waits for it. */
function packedOnce(shared: string): Tarballs {
  const [folder, done] = [join(shared, "package"), join(shared, "packed")];
  if (isFirst(folder)) {
    const tarballs = pack(folder);
    writeFileSync(done, JSON.stringify(tarballs));
    return tarballs;
  }
  const patience = Date.now() + 100_000;
  while (!existsSync(done)) {
    if (Date.now() > patience) throw new Error("another test file was to pack the package, and did not");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  return JSON.parse(readFileSync(done, "utf8")) as Tarballs;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** Runs a program and gives what it printed. Throws when it fails. */
export function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** A program of this repository's development dependencies. */
export function developmentTool(name: string): string {
  return join(root, "node_modules", ".bin", name);
}
