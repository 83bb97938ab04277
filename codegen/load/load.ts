import { readdirSync, readFileSync, statSync } from "node:fs";
import { ModelError, type ModelFault, UsageError } from "../errors.js";
import { JsonSyntaxError, parseJson } from "./parse-json.js";

/** One file of the model, parsed but not yet checked. */
export interface LoadedFile {
  /** The path as given; for a file of a folder, the folder as given and the rest, with `/` between. */
  readonly file: string;
  readonly json: unknown;
}

/**
 * Reads model files. A folder stands for all its `*.json` files, at any depth, in the order of their names. A file that
 * is named twice is read once.
 *
 * @throws {UsageError} for a path that does not exist or cannot be read, and for a folder without models.
 * @throws {ModelError} for files that are not JSON: all of them, with line and column.
 */
export function loadModelFiles(paths: readonly string[]): LoadedFile[] {
  const files = [...new Set(paths.flatMap(modelFilesAt))];
  const faults: ModelFault[] = [];
  const loaded: LoadedFile[] = [];
  for (const file of files) {
    try {
      loaded.push({ file, json: parseJson(read(file)) });
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error;
      faults.push({ file, pointer: "", message: `not JSON: ${error.message}` });
    }
  }
  if (faults.length > 0) throw new ModelError(faults);
  return loaded;
}

function modelFilesAt(path: string): string[] {
  const given = path.replaceAll("\\", "/").replace(/(?<=.)\/+$/, "");
  if (!stat(given).isDirectory()) return [given];
  const files = readdirSync(given, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".json") && stat(`${given}/${name}`).isFile())
    .sort()
    .map((name) => `${given}/${name}`);
  if (files.length === 0) throw new UsageError(`${given}: the folder holds no *.json file`);
  return files;
}

function stat(path: string): { isDirectory(): boolean; isFile(): boolean } {
  try {
    return statSync(path);
  } catch (cause) {
    throw new UsageError(`${path}: ${reason(cause)}`, { cause });
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new UsageError(`${path}: ${reason(cause)}`, { cause });
  }
}

function reason(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT") return "no such file or folder";
  if (code === "EACCES" || code === "EPERM") return "not readable";
  return cause instanceof Error ? cause.message : String(cause);
}
