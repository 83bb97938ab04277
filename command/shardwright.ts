#!/usr/bin/env node
/**
 * The program `shardwright`. All that it does is done by the generator, a package of its own that an installation may have
 * left out.
 */
import { createRequire } from "node:module";

/** What the generator's package exports. */
type Generator = typeof import("../codegen/cli.js");

/** In a variable, since compiler and bundler are not to look for it: it is built apart and found at run time. */
const generatorPackage = "shardwright-codegen";

try {
  const { main } = (await import(generatorPackage)) as Generator;
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!isMissing(error)) throw error;
  const { version } = createRequire(import.meta.url)("shardwright/package.json") as { version: string };
  process.stderr.write(
    `shardwright: the generator, an optional dependency, is not installed: npm install --save-dev ${generatorPackage}@${version}\n`,
  );
  process.exitCode = 2;
}

/** Whether it is the generator's package itself that was not found, rather than something in it. */
function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "ERR_MODULE_NOT_FOUND" &&
    error.message.includes(`'${generatorPackage}'`)
  );
}
