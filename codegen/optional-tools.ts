import { UsageError } from "./errors.js";

/**
 * Loads modules of the generator when they are needed: --help and usage errors need not wait for the TypeScript compiler,
 * and the generator's tools are optional dependencies of the package.
 *
 * @throws {UsageError} when such a tool is not installed, with its name.
 */
export async function loadTools<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    const missing = missingPackage(cause);
    if (missing === undefined) throw cause;
    throw new UsageError(
      `the generator needs ${missing}, an optional dependency that is not installed: ` +
        "install shardwright without --omit=optional",
      { cause },
    );
  }
}

/** The package that an import did not find, or undefined when it failed for another reason. */
export function missingPackage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "ERR_MODULE_NOT_FOUND") return undefined;
  return /Cannot find package '([^']+)'/.exec(error.message)?.[1];
}
