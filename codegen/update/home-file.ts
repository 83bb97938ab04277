import { basename } from "node:path";
import { referencesIn } from "../references.js";
import { shapeName } from "../shape-id.js";
import type { DraftFile, DraftShape } from "./draft.js";
import { isKin, nameWords, singular } from "./name-words.js";

/** A file and the shapes that it had before anything was put into it. */
export interface FileBefore {
  readonly file: DraftFile;
  readonly shapes: ReadonlyMap<string, DraftShape>;
}

/**
 * The file of the resource that a new operation belongs to: the one whose name and operations share the rarest words
 * with it, and whose shapes it uses that few others do. Without any likeness it is the service's file.
 */
export function fileForOperation(
  files: readonly FileBefore[],
  added: ReadonlyMap<string, DraftShape>,
  id: string,
): DraftFile {
  const homes = files.filter(({ shapes }) => [...shapes.values()].some(({ type }) => type === "operation"));
  const used = knownShapesUsedBy(id, added);
  let best: { readonly file: DraftFile; readonly score: number } | undefined;
  for (const home of homes) {
    const score = wordScore(homes, home, id) + useScore(homes, home, used);
    if (score > 0 && (best === undefined || score > best.score)) best = { file: home.file, score };
  }
  return best?.file ?? serviceFile(files.map(({ file }) => file));
}

/**
 * The file of a new shape that is no operation: a fault goes to the faults, a shape that one file uses into that file,
 * and one that several use into the one that its name speaks of, or to the shapes that several use.
 */
export function fileForData(files: readonly DraftFile[], id: string, shape: DraftShape): DraftFile {
  if (isFault(shape)) {
    const faults = mostOf(files, ({ shapes }) => [...shapes.values()].filter(isFault).length);
    if (faults !== undefined) return faults;
  }
  const users = files.filter(({ shapes }) => [...shapes.values()].some((other) => referencesIn(other).includes(id)));
  const [only, second] = users;
  if (only !== undefined && second === undefined) return only;
  const words = nameWords(shapeName(id)).map(({ word }) => word);
  const named = users.find(({ file }) => words.some((word) => isKin(word, stemOf(file))));
  const common = mostOf(files, (file) => sharedSimpleShapes(files, file));
  const uses = (file: DraftFile): number =>
    [...file.shapes.values()].filter((other) => referencesIn(other).includes(id)).length;
  return named ?? (isSimple(shape) ? common : undefined) ?? mostOf(users, uses) ?? serviceFile(files);
}

function wordScore(homes: readonly FileBefore[], home: FileBefore, id: string): number {
  let score = 0;
  for (const { word, weight } of nameWords(shapeName(id))) {
    const using = homes.filter((candidate) => speaksOf(candidate, word));
    if (using.includes(home)) score += weight * Math.log((homes.length + 1) / using.length);
    if (isKin(word, stemOf(home.file.file))) score += weight;
  }
  return score;
}

/** Whether an operation of the file has the word in its name before anything like `For` or `To`. */
function speaksOf({ shapes }: FileBefore, word: string): boolean {
  return [...shapes].some(
    ([id, { type }]) =>
      type === "operation" &&
      nameWords(shapeName(id)).some((other) => other.weight >= telling && isKin(other.word, word)),
  );
}

/** The least weight of a word that tells what an operation is about. */
const telling = 0.3;

/** A shape of this file counts the more, the fewer files use it. */
function useScore(homes: readonly FileBefore[], home: FileBefore, used: ReadonlySet<string>): number {
  let score = 0;
  for (const id of used) {
    if (!home.shapes.has(id)) continue;
    const users = homes.filter(({ shapes }) => [...shapes.values()].some((shape) => referencesIn(shape).includes(id)));
    score += 0.5 / Math.max(users.length, 1);
  }
  return score;
}

/** The shapes that were there before and that a new operation reaches through new ones; its faults tell nothing. */
function knownShapesUsedBy(id: string, added: ReadonlyMap<string, DraftShape>): ReadonlySet<string> {
  const known = new Set<string>();
  const seen = new Set<string>();
  const operation = added.get(id);
  const waiting = [operation?.input, operation?.output].flatMap(referencesIn);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const shape = added.get(at);
    if (shape === undefined) known.add(at);
    else waiting.push(...referencesIn(shape));
  }
  return known;
}

/** How many simple shapes of a file without operations are used by several files. */
function sharedSimpleShapes(files: readonly DraftFile[], { shapes }: DraftFile): number {
  if ([...shapes.values()].some(({ type }) => type === "operation" || type === "service")) return 0;
  return [...shapes].filter(([id, shape]) => {
    const users = files.filter((other) => [...other.shapes.values()].some((user) => referencesIn(user).includes(id)));
    return isSimple(shape) && users.length > 1;
  }).length;
}

/** The file for which a count is highest, the first of equals; undefined when it is 0 for all. */
function mostOf(files: readonly DraftFile[], count: (file: DraftFile) => number): DraftFile | undefined {
  let best: { readonly file: DraftFile; readonly count: number } | undefined;
  for (const file of files) {
    const found = count(file);
    if (found > (best?.count ?? 0)) best = { file, count: found };
  }
  return best?.file;
}

function serviceFile(files: readonly DraftFile[]): DraftFile {
  const found = files.find(({ shapes }) => [...shapes.values()].some(({ type }) => type === "service")) ?? files[0];
  if (found === undefined) throw new RangeError("a model without files");
  return found;
}

function stemOf(file: string): string {
  return singular(basename(file, ".json").toLowerCase());
}

function isFault({ traits }: DraftShape): boolean {
  return traits !== undefined && Object.hasOwn(traits, "smithy.api#error");
}

function isSimple({ type }: DraftShape): boolean {
  return !["structure", "union", "list", "set", "map", "operation", "resource", "service"].includes(type);
}
