import type { ApplyStatement, AstDocument, Members, Shape, Traits } from "../ast.js";
import { type ModelFault, throwFaults } from "../errors.js";
import { jsonPointer } from "../load/json-pointer.js";
import { type Model, type Place, traitKey } from "../model.js";
import { splitMember } from "../shape-id.js";
import { equalNodes } from "./equal-nodes.js";
import { mergeTraits } from "./merge-traits.js";

/** A file that follows the JSON Schema of the AST. */
export interface CheckedFile {
  readonly file: string;
  readonly document: AstDocument;
}

/**
 * Makes one model of all files, by Smithy's rules for merging: a shape may be defined twice only if both definitions
 * are the same; `apply` statements add traits to shapes and members of any file; metadata of the same key is
 * concatenated when both are lists, and else has to be the same.
 *
 * @throws {ModelError} with all conflicts, and all `apply` statements without a target.
 */
export function assemble(files: readonly CheckedFile[]): Model {
  const faults: ModelFault[] = [];
  const shapes = new Map<string, Shape>();
  const places = new Map<string, Place>();
  const mixedInTraits = new Map<string, Traits>();

  for (const { file, document } of files) {
    for (const [id, shape] of Object.entries(document.shapes ?? {})) {
      if (shape.type === "apply") continue;
      const known = shapes.get(id);
      if (known === undefined) {
        shapes.set(id, shape);
        places.set(id, { file, path: ["shapes", id] });
      } else if (!equalNodes(known, shape)) {
        const other = places.get(id)?.file ?? "";
        faults.push({
          file,
          shape: id,
          pointer: jsonPointer(["shapes", id]),
          message: `the shape is defined differently in ${other === file ? "the same file" : other}`,
        });
      }
    }
  }

  for (const { file, document } of files) {
    for (const [id, statement] of Object.entries(document.shapes ?? {})) {
      if (statement.type !== "apply") continue;
      const path = ["shapes", id];
      const fault = (steps: readonly string[], message: string): void => {
        faults.push({ file, shape: id, pointer: jsonPointer([...path, ...steps]), message });
      };
      applyTraits({ shapes, places, mixedInTraits }, id, statement, { file, path }, fault);
    }
  }

  const metadata = mergeMetadata(files, faults);
  throwFaults(faults);
  const sorted = new Map([...shapes].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { metadata, shapes: sorted, places, mixedInTraits };
}

interface Draft {
  readonly shapes: Map<string, Shape>;
  readonly places: Map<string, Place>;
  readonly mixedInTraits: Map<string, Traits>;
}

type Report = (steps: readonly string[], message: string) => void;

function applyTraits(draft: Draft, id: string, statement: ApplyStatement, place: Place, fault: Report): void {
  const { shape: shapeId, member } = splitMember(id);
  const shape = draft.shapes.get(shapeId);
  if (shape === undefined) {
    fault([], `apply to a shape that is not in the model: ${shapeId}`);
    return;
  }

  const before = member === undefined ? shape.traits : memberTraits(shape, member);
  const mixedIn = before === undefined && member !== undefined;
  if (mixedIn && (shape.mixins ?? []).length === 0) {
    fault([], `apply to a member that the shape does not have: ${member}`);
    return;
  }
  const traits = mergeTraits((mixedIn ? draft.mixedInTraits.get(id) : before) ?? {}, statement.traits, (traitId) =>
    fault(["traits", traitId], `${traitId} already has another value in ${placeOfTrait(draft, id, traitId)}`),
  );
  if (mixedIn) draft.mixedInTraits.set(id, traits);
  else draft.shapes.set(shapeId, member === undefined ? { ...shape, traits } : withMemberTraits(shape, member, traits));

  for (const traitId of Object.keys(statement.traits)) {
    const had = before !== undefined && Object.hasOwn(before, traitId);
    if (!had) draft.places.set(traitKey(id, traitId), { file: place.file, path: [...place.path, "traits", traitId] });
  }
}

function placeOfTrait(draft: Draft, bearer: string, traitId: string): string {
  return (
    (draft.places.get(traitKey(bearer, traitId)) ?? draft.places.get(splitMember(bearer).shape))?.file ?? "the model"
  );
}

/** The traits of a member, empty when it has none; undefined when the shape has no such member. */
function memberTraits(shape: Shape, name: string): Traits | undefined {
  const member = memberOf(shape, name);
  return member === undefined ? undefined : (member.traits ?? {});
}

function memberOf(shape: Shape, name: string): { readonly target: string; readonly traits?: Traits } | undefined {
  if (shape.type === "list" || shape.type === "set") return name === "member" ? shape.member : undefined;
  if (shape.type === "map") return name === "key" ? shape.key : name === "value" ? shape.value : undefined;
  if (!("members" in shape) || shape.members === undefined) return undefined;
  return Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
}

function withMemberTraits(shape: Shape, name: string, traits: Traits): Shape {
  if (shape.type === "list" || shape.type === "set") return { ...shape, member: { ...shape.member, traits } };
  if (shape.type === "map") {
    return name === "key"
      ? { ...shape, key: { ...shape.key, traits } }
      : { ...shape, value: { ...shape.value, traits } };
  }
  if (!("members" in shape) || shape.members === undefined) return shape;
  const members: Members = Object.fromEntries(
    Object.entries(shape.members).map(([key, member]) => [key, key === name ? { ...member, traits } : member]),
  );
  return { ...shape, members };
}

function mergeMetadata(files: readonly CheckedFile[], faults: ModelFault[]): { readonly [key: string]: unknown } {
  const merged = new Map<string, unknown>();
  for (const { file, document } of files) {
    for (const [key, value] of Object.entries(document.metadata ?? {})) {
      const known = merged.get(key);
      if (Array.isArray(known) && Array.isArray(value)) merged.set(key, [...known, ...value]);
      else if (!merged.has(key)) merged.set(key, value);
      else if (!equalNodes(known, value)) {
        faults.push({
          file,
          pointer: jsonPointer(["metadata", key]),
          message: `metadata ${key} has another value in another file`,
        });
      }
    }
  }
  return Object.fromEntries(merged);
}
