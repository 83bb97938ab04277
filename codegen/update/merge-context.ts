import type { ModelFault } from "../errors.js";
import { jsonPointer } from "../load/json-pointer.js";
import { splitMember } from "../shape-id.js";
import type { DepartureBook } from "./departures.js";
import type { DraftFile, DraftShape } from "./draft.js";

/** What every part of a merge works on. */
export interface MergeContext {
  readonly files: readonly DraftFile[];
  readonly departures: DepartureBook;
  /** The published shapes by id. */
  readonly published: ReadonlyMap<string, DraftShape>;
  /** Shapes that only one of the two models has, and is to have, by a departure. */
  readonly apart: ReadonlySet<string>;
  /** What stands in the way. Nothing is written when there is one. */
  readonly faults: ModelFault[];
  /** What a person should know, one line each. */
  readonly notes: string[];
  /** Ids of shapes and members that are new. */
  readonly added: Set<string>;
  /** Ids of shapes and members that are gone. */
  readonly removed: Set<string>;
}

/** An `apply` statement of the model. */
export interface Applied {
  readonly file: DraftFile;
  readonly statement: DraftShape;
  /** Whether it is of an overlay, where everything is ours. */
  readonly overlay: boolean;
}

/** The file with the definition of a shape. */
export function fileOf(files: readonly DraftFile[], id: string): DraftFile | undefined {
  return files.find(({ shapes }) => shapes.has(id) && shapes.get(id)?.type !== "apply");
}

/** The statements that apply traits to a shape or member, by its id. */
export function appliedTo(files: readonly DraftFile[], id: string): Applied[] {
  return files.flatMap((file) => {
    const statement = file.shapes.get(id);
    return statement?.type === "apply" ? [{ file, statement, overlay: isOverlay(file) }] : [];
  });
}

/** Files called `overlay-*.json` hold what the publisher leaves out; elsewhere `apply` only divides what was published. */
function isOverlay({ file }: DraftFile): boolean {
  return /(?:^|\/)overlay-[^/]*\.json$/.test(file);
}

/** Notes that a shape or member is gone; every statement that still applies something to it is a fault. */
export function remove(context: MergeContext, id: string): void {
  context.removed.add(id);
  for (const file of context.files) {
    for (const [key, statement] of file.shapes) {
      if (statement.type !== "apply" || (key !== id && splitMember(key).shape !== id)) continue;
      context.faults.push({
        file: file.file,
        shape: key,
        pointer: jsonPointer(["shapes", key]),
        message: `applies ${Object.keys(statement.traits ?? {}).join(", ")} to what the published model no longer has; remove it, or record a departure`,
      });
    }
  }
}
