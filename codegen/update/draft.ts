import { readFileSync } from "node:fs";
import type { CheckedFile } from "../assemble/assemble.js";
import type { AstDocument } from "../ast.js";
import type { LoadedFile } from "../load/load.js";

/** JSON as it is edited. */
export type DraftNode = { [key: string]: unknown };

/** A member, or anything else that has a target. */
export interface DraftMember {
  target: string;
  traits?: DraftNode;
}

/** A shape or an `apply` statement. What else a shape has depends on its type. */
export interface DraftShape {
  type: string;
  traits?: DraftNode;
  members?: { [name: string]: DraftMember };
  [key: string]: unknown;
}

/** A file of the model while it is edited. */
export interface DraftFile {
  /** As the command line or its folder named it. */
  readonly file: string;
  /** As it is on the disk. */
  readonly text: string;
  readonly before: AstDocument;
  readonly metadata: DraftNode;
  /** Shapes and `apply` statements by id, in the order of the file. */
  shapes: Map<string, DraftShape>;
}

/** Copies checked files, so that they can be edited. */
export function draftOf(files: readonly CheckedFile[]): DraftFile[] {
  return files.map(({ file, document }) => ({
    file,
    text: readFileSync(file, "utf8"),
    before: document,
    metadata: structuredClone(document.metadata ?? {}),
    shapes: new Map(Object.entries(structuredClone(document.shapes ?? {}) as { [id: string]: DraftShape })),
  }));
}

/** The files as they would be read; those without any content are left out. */
export function loadedFrom(draft: readonly DraftFile[]): LoadedFile[] {
  return draft.filter(hasContent).map((file) => ({ file: file.file, json: documentOf(file) }));
}

/** Whether there is anything left in a file that an edit may have emptied. */
export function hasContent({ shapes, metadata }: DraftFile): boolean {
  return shapes.size > 0 || Object.keys(metadata).length > 0;
}

/**
 * The text of a file after its edits: that of before when nothing changed, else JSON indented as the file was, with two
 * spaces where that cannot be told.
 */
export function textOf(file: DraftFile): string {
  const document = documentOf(file);
  // Order counts: a file whose keys merely moved is written, so that what was decided is what stands there.
  if (JSON.stringify(document) === JSON.stringify(documentOf(untouched(file)))) return file.text;
  const [, indent = "  "] = /^\{\r?\n([ \t]+)"/.exec(file.text) ?? [];
  return `${JSON.stringify(document, undefined, indent)}\n`;
}

function untouched({ file, text, before }: DraftFile): DraftFile {
  const shapes = new Map(Object.entries((before.shapes ?? {}) as { [id: string]: DraftShape }));
  return { file, text, before, metadata: { ...before.metadata }, shapes };
}

/** Keys that the file had keep their place. */
function documentOf({ before, metadata, shapes }: DraftFile): DraftNode {
  const now: DraftNode = { smithy: before.smithy };
  if (Object.keys(metadata).length > 0) now.metadata = metadata;
  if (shapes.size > 0 || before.shapes !== undefined) now.shapes = Object.fromEntries(shapes);
  const order = [...Object.keys(before), ...Object.keys(now)];
  return Object.fromEntries([...new Set(order)].filter((key) => Object.hasOwn(now, key)).map((key) => [key, now[key]]));
}
