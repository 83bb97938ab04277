import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Shapes and metadata of a file as tests write them: unchecked JSON. */
export interface FileContent {
  readonly shapes?: { readonly [id: string]: unknown };
  readonly metadata?: { readonly [key: string]: unknown };
}

/** A folder with the files of a model, gone when it is disposed of. */
export interface ModelFolder extends Disposable {
  readonly path: string;
  readonly write: (name: string, content: FileContent, indent?: number | string) => string;
  readonly texts: () => { [name: string]: string };
  /** The shapes and `apply` statements of a file. */
  readonly shapes: (name: string) => { readonly [id: string]: { readonly [key: string]: unknown } };
}

export function modelFolder(files: { readonly [name: string]: FileContent }): ModelFolder {
  const path = mkdtempSync(join(tmpdir(), "shardwright-update-"));
  const write = (name: string, content: FileContent, indent: number | string = 2): string => {
    writeFileSync(join(path, name), `${JSON.stringify({ smithy: "2.0", ...content }, undefined, indent)}\n`);
    return join(path, name);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return {
    path,
    write,
    texts: () => Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), "utf8")])),
    shapes: (name) => JSON.parse(readFileSync(join(path, name), "utf8")).shapes,
    [Symbol.dispose]: () => rmSync(path, { recursive: true }),
  };
}
