import type { ModelFault } from "../errors.js";
import type { Model } from "../model.js";
import { referencesIn } from "../references.js";
import { departuresKey, equalFacts, readDepartures } from "./departures.js";
import type { DraftFile, DraftShape } from "./draft.js";
import { withoutWords } from "./facts.js";
import { fileOf, type MergeContext, remove } from "./merge-context.js";
import { mergeShape } from "./merge-shape.js";
import { placeShapes } from "./place-shapes.js";

/** What a merge did and found. */
export interface Merged {
  /** What stands in the way; the draft must not be used when there is any. */
  readonly faults: readonly ModelFault[];
  /** What a person should know, one line each. */
  readonly notes: readonly string[];
  /** Ids of new shapes, and of new members of shapes that were there. */
  readonly added: ReadonlySet<string>;
  /** Ids of shapes and members that are gone. */
  readonly removed: ReadonlySet<string>;
}

/**
 * Brings the files of a model up to a newly published one: facts are the publisher's, words, overlays and recorded
 * departures ours. Edits the draft in place. The same published model merged again changes nothing.
 */
export function mergePublished(files: readonly DraftFile[], published: Model): Merged {
  const faults: ModelFault[] = [];
  const departures = readDepartures(files, (fault) => faults.push(fault));
  const theirs = new Map([...published.shapes].map(([id, shape]) => [id, shape as unknown as DraftShape]));
  const apart = new Set<string>();
  const context: MergeContext = {
    files,
    departures,
    published: theirs,
    apart,
    faults,
    notes: [],
    added: new Set(),
    removed: new Set(),
  };

  const added: string[] = [];
  for (const [id, shape] of theirs) {
    const isHere = fileOf(files, id) !== undefined;
    // Where both have the shape, a departure at the shape itself is of the time when only one had it.
    if (isHere && departures.has(["shapes", id])) departures.decide(["shapes", id], definition(files, id), shape);
    if (isHere) continue;
    if (departures.decide(["shapes", id], undefined, shape) === "ours") apart.add(id);
    else added.push(id);
  }
  const oursAlone = definedIn(files).filter((id) => !theirs.has(id));
  for (const id of oursAlone) {
    if (departures.decide(["shapes", id], definition(files, id), undefined) === "ours") apart.add(id);
  }

  for (const file of files) {
    for (const [id, shape] of [...file.shapes]) {
      const other = theirs.get(id);
      if (shape.type === "apply" || other === undefined) continue;
      file.shapes.set(id, mergeShape(context, id, shape, other));
    }
  }

  const needed = neededBy(files, [...theirs.keys(), ...apart], added, theirs);
  for (const id of oursAlone) {
    if (needed.has(id)) continue;
    fileOf(files, id)?.shapes.delete(id);
    remove(context, id);
  }
  const copies = new Map(added.map((id) => [id, withoutWords(theirs.get(id)) as DraftShape]));
  placeShapes(files, copies);
  for (const id of added) context.added.add(id);

  mergeMetadata(context, published.metadata);
  context.notes.push(...departures.strike());
  return context;
}

function definition(files: readonly DraftFile[], id: string): DraftShape | undefined {
  return fileOf(files, id)?.shapes.get(id);
}

function definedIn(files: readonly DraftFile[]): string[] {
  return files.flatMap(({ shapes }) => [...shapes].flatMap(([id, { type }]) => (type === "apply" ? [] : [id])));
}

/** Everything that the given shapes refer to, at any depth, after the merge: of ours alone, only this is kept. */
function neededBy(
  files: readonly DraftFile[],
  start: readonly string[],
  added: readonly string[],
  published: ReadonlyMap<string, DraftShape>,
): ReadonlySet<string> {
  const isNew = new Set(added);
  const needed = new Set<string>();
  const waiting = [...start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (needed.has(id)) continue;
    needed.add(id);
    waiting.push(...referencesIn(isNew.has(id) ? published.get(id) : definition(files, id)));
  }
  return needed;
}

/** Metadata is the publisher's too, but for what is ours by its name. */
function mergeMetadata(context: MergeContext, published: { readonly [key: string]: unknown }): void {
  const ours = new Map<string, unknown>();
  for (const { metadata } of context.files) {
    for (const [key, value] of Object.entries(metadata)) {
      const before = ours.get(key);
      ours.set(key, Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value);
    }
  }
  for (const key of new Set([...ours.keys(), ...Object.keys(published)])) {
    if (key === departuresKey || key.startsWith("shardwright.")) continue;
    const [mine, theirs] = [ours.get(key), published[key]];
    if (context.departures.decide(["metadata", key], mine, theirs) === "ours" || equalFacts([key], mine, theirs))
      continue;
    const holders = context.files.filter(({ metadata }) => Object.hasOwn(metadata, key));
    for (const { metadata } of holders) delete metadata[key];
    const holder = holders[0] ?? serviceFile(context.files);
    if (theirs !== undefined && holder !== undefined) holder.metadata[key] = theirs;
  }
}

function serviceFile(files: readonly DraftFile[]): DraftFile | undefined {
  return files.find(({ shapes }) => [...shapes.values()].some(({ type }) => type === "service")) ?? files[0];
}
