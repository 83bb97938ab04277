import type { DraftMember, DraftNode, DraftShape } from "./draft.js";
import { withoutWords } from "./facts.js";
import { type MergeContext, remove } from "./merge-context.js";
import { mergeOrder } from "./merge-order.js";
import { mergeTraits } from "./merge-traits.js";

/** Lists of references in which order says nothing. */
const referenceLists: ReadonlySet<string> = new Set(["operations", "collectionOperations", "resources", "errors"]);

/** Brings a shape that both models have up to date. `ours` is left as it is. */
export function mergeShape(context: MergeContext, id: string, ours: DraftShape, published: DraftShape): DraftShape {
  const at = ["shapes", id];
  const merged: DraftNode = {};
  for (const key of new Set([...Object.keys(ours), ...Object.keys(published)])) {
    const value = mergeProperty(context, id, at, key, ours, published);
    if (value !== undefined) merged[key] = value;
  }
  const traits = mergeTraits(context, { bearer: id, at, ours: ours.traits, published: published.traits });
  // An object keeps the place of a key that it has: traits stay where they were.
  if (traits !== undefined) merged.traits = traits;
  else delete merged.traits;
  return merged as DraftShape;
}

function mergeProperty(
  context: MergeContext,
  id: string,
  at: readonly string[],
  key: string,
  ours: DraftShape,
  published: DraftShape,
): unknown {
  if (key === "traits") return ours.traits;
  if (key === "members") {
    const members = mergeMembers(context, id, at, ours.members, published.members);
    // A type without members has no empty set of them either.
    const isGone = published.members === undefined && (ours.type !== published.type || ours.members === undefined);
    return isGone && Object.keys(members ?? {}).length === 0 ? undefined : members;
  }
  if (referenceLists.has(key)) return mergeReferences(context, [...at, key], ours[key], published[key]);
  const [mine, theirs] = [ours[key], published[key]];
  if ((key === "member" || key === "key" || key === "value") && mine !== undefined && theirs !== undefined) {
    return mergeMember(context, `${id}$${key}`, [...at, key], mine as DraftMember, theirs as DraftMember);
  }
  return context.departures.decide([...at, key], mine, theirs) === "ours" ? mine : withoutWords(theirs);
}

type DraftMembers = { [name: string]: DraftMember };

function mergeMembers(
  context: MergeContext,
  id: string,
  at: readonly string[],
  ours: DraftMembers | undefined,
  published: DraftMembers | undefined,
): DraftMembers | undefined {
  if (ours === undefined && published === undefined) return undefined;
  const merged = new Map<string, DraftMember>();
  for (const name of new Set([...Object.keys(ours ?? {}), ...Object.keys(published ?? {})])) {
    const [mine, theirs] = [own(ours, name), own(published, name)];
    const place = [...at, "members", name];
    const bearer = `${id}$${name}`;
    if (mine !== undefined && theirs !== undefined) {
      // A departure at the member itself is of the time when the published model did not have it.
      if (context.departures.has(place)) context.departures.decide(place, mine, theirs);
      merged.set(name, mergeMember(context, bearer, place, mine, theirs));
    } else if (context.departures.decide(place, mine, theirs) === "ours") {
      if (mine !== undefined) merged.set(name, mine);
    } else if (theirs === undefined) {
      remove(context, bearer);
    } else {
      context.added.add(bearer);
      merged.set(name, withoutWords(theirs) as DraftMember);
    }
  }
  const order = mergeOrder(Object.keys(ours ?? {}), Object.keys(published ?? {}), new Set(merged.keys()));
  return Object.fromEntries(order.flatMap((name) => entryOf(merged, name)));
}

function mergeMember(
  context: MergeContext,
  bearer: string,
  at: readonly string[],
  ours: DraftMember,
  published: DraftMember,
): DraftMember {
  const isOurs = context.departures.decide([...at, "target"], ours.target, published.target) === "ours";
  const traits = mergeTraits(context, { bearer, at, ours: ours.traits, published: published.traits });
  return { target: isOurs ? ours.target : published.target, ...(traits === undefined ? {} : { traits }) };
}

/** A shape that one model alone has, by a departure, is referred to in that model alone: no further departure says so. */
function mergeReferences(
  context: MergeContext,
  at: readonly string[],
  ours: unknown,
  published: unknown,
): { readonly target: string }[] | undefined {
  const [mine, theirs] = [targetsIn(ours), targetsIn(published)];
  const kept = new Set<string>();
  for (const target of new Set([...mine, ...theirs])) {
    const [here, there] = [mine.includes(target), theirs.includes(target)];
    const isOurs =
      context.apart.has(target) ||
      context.departures.decide([...at, target], here ? target : undefined, there ? target : undefined) === "ours";
    if (isOurs ? here : there) kept.add(target);
  }
  if (kept.size === 0) return ours === undefined ? undefined : [];
  return mergeOrder(mine, theirs, kept).map((target) => ({ target }));
}

function targetsIn(references: unknown): string[] {
  return ((references ?? []) as readonly { readonly target: string }[]).map(({ target }) => target);
}

function own(members: DraftMembers | undefined, name: string): DraftMember | undefined {
  return members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;
}

function entryOf<Value>(map: ReadonlyMap<string, Value>, key: string): [string, Value][] {
  const value = map.get(key);
  return value === undefined ? [] : [[key, value]];
}
