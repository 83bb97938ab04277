import { dirname } from "node:path";
import { assemble } from "../assemble/assemble.js";
import { ModelError, type ModelFault, UsageError } from "../errors.js";
import { generate } from "../generate.js";
import { loadModelFiles } from "../load/load.js";
import type { Model } from "../model.js";
import { serviceOf } from "../normalise/lookup.js";
import { normalise } from "../normalise/normalise.js";
import { readModel } from "../read-service-model.js";
import { checkFiles } from "../validate/check-files.js";
import { checkModel } from "../validate/check-model.js";
import type { FolderPlan } from "../write.js";
import { type DraftFile, draftOf, hasContent, loadedFrom, textOf } from "./draft.js";
import { markUndocumented } from "./mark-undocumented.js";
import { mergePublished } from "./merge-published.js";

/** What an update would do. Nothing is written yet. */
export interface Update {
  readonly before: Model;
  readonly after: Model;
  /** What becomes of the model's files; `applyPlans` carries it out. */
  readonly plan: FolderPlan;
  /** What a person should know, one line each, such as departures that the published model has caught up with. */
  readonly notes: readonly string[];
  /** How many shapes and members were marked as still undocumented. */
  readonly marked: number;
}

/**
 * Works out how a model's files look after they took over a newly published model.
 *
 * @param published The published model: a file, or a folder of files.
 * @param target The model to bring up to date: a folder, or a file.
 * @throws {UsageError} when a path cannot be read, or the two models are of different services.
 * @throws {ModelError} when one of the two is not valid, when an `apply` statement or a departure points at what is gone
 * or has changed, or when the result would not be a model that the generator can work from.
 */
export function planUpdate(published: string, target: string): Update {
  const theirs = readPublished(published);
  const files = checkFiles(loadModelFiles([target]));
  const before = assemble(files);
  checkModel(before);
  checkSameService(before, theirs, target);

  const draft = draftOf(files);
  const merged = mergePublished(draft, theirs);
  if (merged.faults.length > 0) throw new ModelError(merged.faults);
  const marked = markUndocumented(draft, merged.added);
  const after = checked(draft);
  return { before, after, plan: planFiles(draft, target), notes: merged.notes, marked };
}

function readPublished(published: string): Model {
  const model = readModel([published]);
  const faults = [...model.mixedInTraits.keys()].map(
    (id): ModelFault => ({
      file: published,
      shape: id,
      pointer: "",
      message: "applies traits to a member of a mixin, which update cannot carry over; write the member out",
    }),
  );
  if (faults.length > 0) throw new ModelError(faults);
  return model;
}

function checkSameService(ours: Model, theirs: Model, target: string): void {
  const [mine, other] = [serviceOf(ours).id, serviceOf(theirs).id];
  if (mine !== other) throw new UsageError(`the published model is of ${other}, but ${target} holds ${mine}`);
}

/** The model as it would be read from the disk, held to all that the generator wants: it is even generated once. */
function checked(draft: readonly DraftFile[]): Model {
  const after = assemble(checkFiles(loadedFrom(draft)));
  checkModel(after);
  generate(normalise(after), {
    runtime: "shardwright/runtime",
    command: "shardwright generate",
    client: "../client.js",
  });
  return after;
}

function planFiles(draft: readonly DraftFile[], target: string): FolderPlan {
  const folder = draft.length === 1 && draft[0]?.file === target ? dirname(target) : target.replace(/\/+$/, "");
  const inFolder = ({ file }: DraftFile): string => file.slice(folder.length + 1);
  const left = draft.filter(hasContent).map((file) => ({ path: inFolder(file), text: textOf(file), was: file.text }));
  const different = left.filter(({ text, was }) => text !== was).map(({ path, text }) => ({ path, text }));
  return {
    folder,
    missing: [],
    different,
    superfluous: draft.filter((file) => !hasContent(file)).map(inFolder),
    unchanged: left.length - different.length,
  };
}
