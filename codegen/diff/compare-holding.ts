import type { Member, Shape } from "../ast.js";
import { shapeAt } from "../normalise/lookup.js";
import { shapeName } from "../shape-id.js";
import type { Change } from "./change.js";
import { compareTypes, typeText } from "./compare-types.js";
import { compareValueTraits } from "./compare-values.js";
import { compareWords } from "./compare-words.js";
import { placeOf, plain, type ShapePair } from "./place.js";
import type { Comparison } from "./side.js";

/** What comparing two shapes comes to: changes of their own, and the shapes in them that want to be compared, too. */
export interface ShapeComparison {
  readonly changes: readonly Change[];
  readonly inside: readonly ShapePair[];
}

/** A member of both models, and how its changes call it: "input member `Limit`". */
export interface MemberPair {
  readonly name: string;
  readonly before: Member;
  readonly after: Member;
  readonly subject: string;
}

/** Compares what two lists or two maps hold; nothing for shapes that hold nothing. */
export function compareHolding(
  comparison: Comparison,
  pair: ShapePair,
  shapes: { readonly before: Shape; readonly after: Shape },
): ShapeComparison {
  const before = new Map(heldBy(shapes.before));
  const found = heldBy(shapes.after).map(([name, member]): ShapeComparison => {
    const old = before.get(name);
    if (old === undefined) return { changes: [], inside: [] };
    const subject = `${pair.direction} ${name === "member" ? "element" : name}`;
    return compareTargets(comparison, pair, { name, before: old, after: member, subject });
  });
  return { changes: found.flatMap(({ changes }) => changes), inside: found.flatMap(({ inside }) => inside) };
}

/**
 * Compares the types of a member, element, key or value. What its shape itself says is left to the comparison of the
 * shapes when they have one name, or are of a kind that is looked into: so a constraint that 30 members share is told once.
 */
export function compareTargets(comparison: Comparison, pair: ShapePair, member: MemberPair): ShapeComparison {
  const { direction } = pair;
  const target = { before: member.before.target, after: member.after.target, direction };
  const before = shapeAt(comparison.before.model, target.before);
  const after = shapeAt(comparison.after.model, target.after);
  const place = { ...placeOf(comparison, pair), member: member.name };
  const words = compareWords(member.before, member.after, place);
  const sameName = shapeName(target.before) === shapeName(target.after);
  const type = sameName ? undefined : compareTypes(before, after, direction);
  if (type !== undefined) {
    const from = typeText(comparison.before, target.before);
    const to = typeText(comparison.after, target.after);
    const what = `${member.subject}: ${from} becomes ${to}${type.note === "" ? "" : `, ${type.note}`}`;
    const change = {
      class: type.class,
      kind: "type-changed",
      direction,
      before: plain(from),
      after: plain(to),
      what,
    } as const;
    return { changes: [...words, { ...place, ...change }], inside: [] };
  }
  const isShared = sameName || !isLeaf(after);
  const traits = compareValueTraits(
    { member: member.before, shape: before },
    { member: member.after, shape: after },
    { direction, subject: member.subject, isShared },
  );
  return {
    changes: [...words, ...traits.map((change) => ({ ...place, ...change }))],
    inside: isShared ? [target] : [],
  };
}

function isLeaf({ type }: Shape): boolean {
  return !["structure", "union", "enum", "intEnum", "list", "set", "map"].includes(type);
}

function heldBy(shape: Shape): [name: string, member: Member][] {
  if (shape.type === "list" || shape.type === "set") return [["member", shape.member]];
  if (shape.type !== "map") return [];
  return [
    ["key", shape.key],
    ["value", shape.value],
  ];
}
