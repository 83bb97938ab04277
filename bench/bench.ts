/** What every row is given: the package, compiled workers, a place for processes. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { packedPackage } from "../test/support/packed-package.js";
import { type Processes, processesOf } from "./processes.js";

export interface Bench {
  /** A project in which the packed package is installed, as a user's would be; within the repository. */
  readonly project: string;
  readonly tarball: string;
  readonly processes: Processes;
  /** Few rounds and little work: to see that every row runs, not to read figures. */
  readonly smoke: boolean;
  close(): Promise<void>;
}

/** Entry points of the processes that a run starts, by path from this folder. */
const programs = [
  "servers/stub-server.ts",
  "servers/subscribe-server.ts",
  "workers/calls.ts",
  "workers/command.ts",
  "workers/first-call.ts",
  "workers/flat-heap.ts",
  "workers/peak-memory.ts",
  "workers/subscribe.ts",
];

/**
 * Packs and installs the package and compiles the programs to plain JavaScript beside it, so that what is measured is
 * the published package in a Node that no TypeScript loader has touched.
 */
export async function openBench(smoke: boolean): Promise<Bench> {
  const { folder: project, tarball } = packedPackage();
  try {
    const compiled = join(project, "bench");
    mkdirSync(compiled);
    await build({
      entryPoints: programs.map((path) => join(import.meta.dirname, path)),
      outbase: import.meta.dirname,
      outdir: compiled,
      bundle: true,
      // A contender's process must load that contender alone: dynamic imports stay such only when code is split.
      splitting: true,
      packages: "external",
      format: "esm",
      platform: "node",
      target: "node20",
      logLevel: "error",
    });
    const processes = processesOf(compiled);
    return {
      project,
      tarball,
      processes,
      smoke,
      async close() {
        await processes.stop();
        rmSync(project, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(project, { recursive: true, force: true });
    throw error;
  }
}
