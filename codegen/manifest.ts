import type { OutputFile } from "./emitter.js";
import type { ServiceModel } from "./service-model.js";

/** The name of the manifest in the output folder. */
export const manifestPath = "manifest.json";

/** What a generation wrote, so that the next one knows which files are its own. */
export interface Manifest {
  readonly generator: "shardwright";
  readonly model: { readonly sdkId: string; readonly version: string; readonly sha256: string };
  /** Files in the output folder, sorted, without the manifest itself. */
  readonly files: readonly string[];
  /** Files in the tests' folder, sorted; absent when no tests were asked for. */
  readonly tests?: readonly string[];
}

/** The manifest of a generation, as a file. */
export function manifestFile(
  model: ServiceModel,
  files: readonly OutputFile[],
  tests: readonly OutputFile[] | undefined,
): OutputFile {
  const manifest: Manifest = {
    generator: "shardwright",
    model: { sdkId: model.sdkId, version: model.version, sha256: model.sha256 },
    files: files.map(({ path }) => path).sort(),
    ...(tests === undefined ? {} : { tests: tests.map(({ path }) => path).sort() }),
  };
  return { path: manifestPath, text: `${JSON.stringify(manifest, undefined, 2)}\n` };
}

/** Reads a manifest; undefined when the text is none of ours, or names a file outside of its folder. */
export function parseManifest(text: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { generator, files, tests = [] } = value as { generator?: unknown; files?: unknown; tests?: unknown };
  return generator === "shardwright" && isFileList(files) && isFileList(tests) ? (value as Manifest) : undefined;
}

function isFileList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((path) => typeof path === "string" && staysInside(path));
}

/** Whether a relative path with `/` between folders leads to a place inside of the folder that it starts from. */
export function staysInside(path: string): boolean {
  return (
    path !== "" &&
    !/^[/\\]|^[A-Za-z]:|\\|\0/.test(path) &&
    path.split("/").every((part) => !["", ".", ".."].includes(part))
  );
}
