import type { Member, Members } from "../ast.js";
import { messageMemberOf } from "../normalise/faults.js";
import { membersOf, shapeAt } from "../normalise/lookup.js";
import { memberModels } from "../normalise/members.js";
import type { Direction, MemberModel } from "../service-model.js";
import { hasTrait } from "../trait-values.js";
import type { Change } from "./change.js";
import { compareTargets, type ShapeComparison } from "./compare-holding.js";
import { comparePresence } from "./compare-presence.js";
import { compareStreams, isStream } from "./compare-streams.js";
import { typeText } from "./compare-types.js";
import { code, placeOf, plain, type ShapePair } from "./place.js";
import { likelyRenames } from "./renames.js";
import type { Comparison, Side } from "./side.js";

/** A member as it is written and as a user meets it in one direction. */
interface DirectedMember {
  readonly member: Member;
  readonly model: MemberModel;
}

/** Compares the members of two structures or unions. */
export function compareMembers(comparison: Comparison, pair: ShapePair): ShapeComparison {
  const before = directedMembers(comparison.before, pair.before, pair.direction);
  const after = directedMembers(comparison.after, pair.after, pair.direction);
  const added = [...after.keys()].filter((name) => !before.has(name));
  const removed = [...before.keys()].filter((name) => !after.has(name));
  const renames = likelyRenames(removed, added, (gone, name) => {
    const [from, to] = [before.get(gone), after.get(name)];
    if (from === undefined || to === undefined) return false;
    return typeText(comparison.before, from.member.target) === typeText(comparison.after, to.member.target);
  });
  const context = { comparison, pair, place: placeOf(comparison, pair), noun: nounOf(comparison, pair) };
  const changes: Change[] = [];
  const inside: ShapePair[] = [];
  for (const [name, member] of after) {
    const known = before.get(name);
    if (known === undefined) {
      const from = [...renames].find(([, to]) => to === name)?.[0];
      changes.push(addedMember(context, name, member, from));
      continue;
    }
    const subject = `${context.noun} ${code(name)}`;
    changes.push(
      ...comparePresence(known.model, member.model, pair.direction, subject).map((change) => ({
        ...context.place,
        member: name,
        ...change,
      })),
    );
    const found = compareTargets(comparison, pair, { name, before: known.member, after: member.member, subject });
    changes.push(...found.changes);
    inside.push(...found.inside);
  }
  for (const name of removed) {
    const member = before.get(name);
    if (member !== undefined) changes.push(removedMember(context, name, member, renames.get(name)));
  }
  return { changes: [...changes, ...compareStreams(comparison, pair)], inside };
}

interface MemberContext {
  readonly comparison: Comparison;
  readonly pair: ShapePair;
  readonly place: ReturnType<typeof placeOf>;
  /** "input member", "output alternative". */
  readonly noun: string;
}

function addedMember(
  { comparison, pair: { direction }, place, noun }: MemberContext,
  name: string,
  { member, model }: DirectedMember,
  renamedFrom: string | undefined,
): Change {
  const type = typeText(comparison.after, member.target);
  const isUnion = noun.endsWith("alternative");
  const need = direction === "output" || isUnion ? "" : model.required ? "required " : "optional ";
  const hint = renamedFrom === undefined ? "" : `; perhaps ${code(renamedFrom)} was renamed`;
  const breaks = direction === "input" && model.required;
  // Readers of an open union meet a member that their code has no branch for.
  const harmless = isUnion && direction === "output" ? "behaviour" : "addition";
  return {
    ...place,
    class: breaks ? "breaking" : harmless,
    kind: "member-added",
    member: name,
    direction,
    after: plain(type),
    what: `new ${need}${noun} ${code(name)} (${type})${hint}`,
  };
}

function removedMember(
  { comparison, pair: { direction }, place, noun }: MemberContext,
  name: string,
  { member }: DirectedMember,
  renamedTo: string | undefined,
): Change {
  const type = typeText(comparison.before, member.target);
  const hint = renamedTo === undefined ? "" : `; perhaps renamed to ${code(renamedTo)}`;
  return {
    ...place,
    class: "breaking",
    kind: "member-removed",
    member: name,
    direction,
    before: plain(type),
    what: `${noun} ${code(name)} (${type}) is gone${hint}`,
  };
}

function directedMembers({ model, names }: Side, id: string, direction: Direction): Map<string, DirectedMember> {
  const shape = shapeAt(model, id);
  const isError = hasTrait(shape, "smithy.api#error");
  // Errors have a message whatever the model calls it; faults of a stream are thrown, and no alternatives of its events.
  const message = isError ? messageMemberOf(shape) : undefined;
  const isTold = ([name, { target }]: [string, Member]): boolean =>
    name !== message && !(isStream(shape) && hasTrait(shapeAt(model, target), "smithy.api#error"));
  const members: Members = Object.fromEntries(membersOf(shape).filter(isTold));
  return new Map(
    memberModels(model, names, shape, direction).flatMap((directed) => {
      const member = members[directed.name];
      return member === undefined ? [] : [[directed.name, { member, model: directed }]];
    }),
  );
}

function nounOf(comparison: Comparison, pair: ShapePair): string {
  const shape = shapeAt(comparison.after.model, pair.after);
  if (shape.type === "union") return `${pair.direction} alternative`;
  return hasTrait(shape, "smithy.api#error") ? "member" : `${pair.direction} member`;
}
