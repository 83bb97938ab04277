import { referencesIn } from "../references.js";
import { shapeName } from "../shape-id.js";
import type { DraftFile, DraftShape } from "./draft.js";
import { fileForData, fileForOperation } from "./home-file.js";

/**
 * Puts new shapes into the files where a person would look for them: an operation to its resource, its input and output
 * beside it, and everything else to what refers to it.
 */
export function placeShapes(files: readonly DraftFile[], added: ReadonlyMap<string, DraftShape>): void {
  if (files.length === 0) return;
  const before = files.map((file) => ({ file, shapes: new Map(file.shapes) }));
  const left = new Map(added);
  const put = (id: string, file: DraftFile): void => {
    const shape = left.get(id);
    if (shape === undefined) return;
    insert(file, id, shape);
    left.delete(id);
  };

  for (const [id, shape] of added) {
    if (shape.type !== "operation") continue;
    const home = fileForOperation(before, added, id);
    put(id, home);
    for (const target of [shape.input, shape.output].flatMap(referencesIn)) put(target, home);
  }
  for (let next = nextOf(files, left); next !== undefined; next = nextOf(files, left)) {
    const [id, shape] = next;
    put(id, fileForData(files, id, shape));
  }
}

/**
 * What is placed next: what nothing refers to yet waits until what refers to it has its place, and shapes without
 * members wait for those that may refer to them as well.
 */
function nextOf(
  files: readonly DraftFile[],
  left: ReadonlyMap<string, DraftShape>,
): readonly [id: string, shape: DraftShape] | undefined {
  const shapes = [...left];
  const ready = shapes.filter(([id]) => isReferredTo(files, id));
  return ready.find(([, shape]) => referencesIn(shape).length > 0) ?? ready[0] ?? shapes[0];
}

function isReferredTo(files: readonly DraftFile[], id: string): boolean {
  return files.some(({ shapes }) => [...shapes.values()].some((shape) => referencesIn(shape).includes(id)));
}

/**
 * Keeps the order of a file: sorted files stay sorted; elsewhere operations with their inputs and outputs come first, a
 * new one after the last, and what follows them stays sorted.
 */
function insert(file: DraftFile, id: string, shape: DraftShape): void {
  const ids = [...file.shapes.keys()];
  const index = isSorted(ids) ? sortedIndex(ids, 0, id) : clusteredIndex(file, ids, id, shape);
  const entries = [...file.shapes];
  entries.splice(index, 0, [id, shape]);
  file.shapes = new Map(entries);
}

function clusteredIndex(file: DraftFile, ids: readonly string[], id: string, shape: DraftShape): number {
  const members = new Set([...file.shapes].flatMap(([key, other]) => clusterOf(key, other)));
  const lastOfClusters = ids.findLastIndex((key) => members.has(key));
  if (shape.type === "operation" || members.has(id)) return lastOfClusters + 1;
  return isSorted(ids.slice(lastOfClusters + 1)) ? sortedIndex(ids, lastOfClusters + 1, id) : ids.length;
}

/** An operation with its input and output. */
function clusterOf(id: string, shape: DraftShape): string[] {
  return shape.type === "operation" ? [id, ...[shape.input, shape.output].flatMap(referencesIn)] : [];
}

function sortedIndex(ids: readonly string[], from: number, id: string): number {
  const index = ids.findIndex((other, at) => at >= from && other > id);
  return index === -1 ? ids.length : index;
}

function isSorted(ids: readonly string[]): boolean {
  return ids.every((id, index) => index === 0 || shapeName(ids[index - 1] ?? "") <= shapeName(id));
}
