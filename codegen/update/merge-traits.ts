import { equalFacts } from "./departures.js";
import type { DraftNode } from "./draft.js";
import { inOurWords, isOurs } from "./facts.js";
import { type Applied, appliedTo, type MergeContext } from "./merge-context.js";

/** Traits of a shape or member in our model and in the published one. */
export interface TraitPair {
  /** The id of the shape or member. */
  readonly bearer: string;
  /** Where it is: the way from the document. */
  readonly at: readonly string[];
  readonly ours: DraftNode | undefined;
  readonly published: DraftNode | undefined;
}

/**
 * Brings traits up to date, each in the file where it stands, and gives those of the definition. Ours stay: wording,
 * traits of namespace shardwright, what overlays apply, and recorded departures.
 */
export function mergeTraits(context: MergeContext, { bearer, at, ours, published }: TraitPair): DraftNode | undefined {
  const applied = appliedTo(context.files, bearer);
  const inline: DraftNode = { ...ours };
  const ids = new Set([
    ...Object.keys(inline),
    ...applied.flatMap(({ statement }) => Object.keys(statement.traits ?? {})),
    ...Object.keys(published ?? {}),
  ]);
  for (const id of ids) {
    if (isOurs(id)) continue;
    const place = [...at, "traits", id];
    const statement = applied.find(({ statement: { traits = {} } }) => Object.hasOwn(traits, id));
    const holder = Object.hasOwn(inline, id) || statement === undefined ? inline : traitsOf(statement);
    const value = decided(context, bearer, place, holder[id], published?.[id], statement, ids);
    if (value === undefined) delete holder[id];
    else holder[id] = value;
  }
  for (const { file, statement } of applied) {
    if (Object.keys(statement.traits ?? {}).length === 0) file.shapes.delete(bearer);
  }
  return Object.keys(inline).length > 0 || (ours !== undefined && Object.keys(ours).length === 0) ? inline : undefined;
}

function decided(
  context: MergeContext,
  bearer: string,
  place: readonly string[],
  ours: unknown,
  published: unknown,
  statement: Applied | undefined,
  all: ReadonlySet<string>,
): unknown {
  const id = place.at(-1) ?? "";
  const recorded = context.departures.has(place);
  // Our pagination says what Smithy's cannot; an operation has one of the two.
  if (!recorded && id === "smithy.api#paginated" && all.has("shardwright#pagination")) return ours;
  if (!recorded && statement?.overlay === true) {
    if (published !== undefined && !equalFacts(place, ours, published)) {
      context.notes.push(
        `${statement.file.file}: ${bearer} keeps its own ${id}, and the published one is different; record a departure if that is meant`,
      );
    }
    return ours;
  }
  if (context.departures.decide(place, ours, published) === "ours") return ours;
  return published === undefined ? undefined : inOurWords(id, ours, published);
}

function traitsOf({ statement }: Applied): DraftNode {
  statement.traits ??= {};
  return statement.traits;
}
