import type { Shape } from "../ast.js";
import { documentable } from "../lint/documentable.js";
import { splitMember } from "../shape-id.js";
import type { DraftFile, DraftMember, DraftShape } from "./draft.js";
import { fileOf } from "./merge-context.js";

/** The trait that marks what still wants documentation. */
const mark = "shardwright#undocumented";

/**
 * Marks what is new and wants documentation.
 *
 * @param added Ids of new shapes, and of new members of shapes that were there.
 * @returns How many marks were set.
 */
export function markUndocumented(files: readonly DraftFile[], added: ReadonlySet<string>): number {
  let marks = 0;
  for (const id of added) {
    const { shape: shapeId, member } = splitMember(id);
    const shape = fileOf(files, shapeId)?.shapes.get(shapeId);
    if (shape === undefined) continue;
    for (const found of documentable(shape as unknown as Shape)) {
      if (member !== undefined && found.member !== member) continue;
      const bearer = found.member === undefined ? shape : shape.members?.[found.member];
      if (bearer === undefined) continue;
      addMark(bearer);
      marks++;
    }
  }
  return marks;
}

function addMark(bearer: DraftShape | DraftMember): void {
  bearer.traits = { ...bearer.traits, [mark]: {} };
}
