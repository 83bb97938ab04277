import { relative, resolve } from "node:path";
import type { ExitCode, Output } from "./cli-output.js";
import { UsageError } from "./errors.js";
import { applyPlans, type FolderPlan, planTarget, readOwned, strayFiles } from "./write.js";

/** What `shardwright generate` was asked for. */
export interface GenerateArguments {
  readonly models: readonly string[];
  readonly out: string;
  readonly tests?: string;
  readonly runtime: string;
  readonly command: string;
  readonly check: boolean;
}

/** Generates a client, or with `check` tells how the folders differ from it. */
export async function generateCommand(given: GenerateArguments, output: Output): Promise<ExitCode> {
  const out = withoutSlash(given.out);
  const tests = given.tests === undefined ? undefined : withoutSlash(given.tests);
  if (tests !== undefined && resolve(tests) === resolve(out))
    throw new UsageError("--out and --tests are the same folder");

  const { readServiceModel, generate } = await loadGenerator();
  const model = readServiceModel(given.models);
  const generated = generate(model, {
    runtime: given.runtime,
    command: given.command,
    ...(tests === undefined ? {} : { client: clientFrom(tests, out) }),
  });

  const owned = readOwned(out);
  const plans = [planTarget({ folder: out, files: generated.files, owned: owned.files })];
  if (tests !== undefined && generated.tests !== undefined) {
    plans.push(planTarget({ folder: tests, files: generated.tests, owned: owned.tests }));
  }

  if (given.check) {
    const known = new Set([...generated.files.map(({ path }) => path), ...owned.files]);
    return reportDifferences(plans, strayFiles(out, known), given.command, output);
  }
  applyPlans(plans);
  for (const { folder, missing, different, superfluous, unchanged } of plans) {
    const written = missing.length + different.length;
    output.out(`${folder}: written ${written}, removed ${superfluous.length}, unchanged ${unchanged}`);
  }
  return 0;
}

/**
 * The generator itself, loaded when it is needed: --help and usage errors need not wait for the TypeScript compiler, and
 * its tools are optional dependencies of the package.
 */
async function loadGenerator() {
  try {
    const [{ readServiceModel }, { generate }] = await Promise.all([
      import("./read-service-model.js"),
      import("./generate.js"),
    ]);
    return { readServiceModel, generate };
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

function reportDifferences(
  plans: readonly FolderPlan[],
  strays: readonly string[],
  command: string,
  output: Output,
): ExitCode {
  let stale = false;
  for (const { folder, missing, different, superfluous } of plans) {
    stale ||= missing.length + different.length + superfluous.length > 0;
    for (const { path } of missing) output.error(`${folder}/${path}: missing`);
    for (const { path } of different) output.error(`${folder}/${path}: differs from what the model yields`);
    for (const path of superfluous) output.error(`${folder}/${path}: superfluous, the model no longer yields it`);
  }
  for (const path of strays) output.error(`${plans[0]?.folder}/${path}: not generated; move or remove it by hand`);
  if (stale) output.error(`run \`${command}\` to bring the files up to date`);
  if (stale || strays.length > 0) return 1;
  const total = plans.reduce((sum, { unchanged }) => sum + unchanged, 0);
  output.out(`up to date: ${total} files`);
  return 0;
}

/** The module specifier of the client as the tests import it. */
function clientFrom(tests: string, out: string): string {
  const path = relative(resolve(tests), resolve(out)).replaceAll("\\", "/");
  return `${path.startsWith(".") ? path : `./${path}`}/client.js`;
}

function withoutSlash(path: string): string {
  return path.replaceAll("\\", "/").replace(/(?<=.)\/+$/, "");
}
