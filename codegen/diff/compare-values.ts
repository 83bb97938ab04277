import type { Member, Shape } from "../ast.js";
import { constraintsOf } from "../normalise/types.js";
import type { Constraints, Direction } from "../service-model.js";
import { hasTrait, traitOf } from "../trait-values.js";
import type { Change } from "./change.js";
import { compareConstraints } from "./compare-constraints.js";

/** A change without its place. */
export type ValueChange = Pick<Change, "class" | "kind" | "direction" | "before" | "after" | "what">;

/** A value's member, as far as there is one, and its shape. */
export interface Holder {
  readonly member: Pick<Member, "traits">;
  readonly shape: Shape;
}

/** Compares what two shapes of one kind say of their values by themselves. */
export function compareShapeTraits(before: Shape, after: Shape, direction: Direction): readonly ValueChange[] {
  const values = compareValueTraits(
    { member: {}, shape: before },
    { member: {}, shape: after },
    { direction, subject: `as ${direction}`, isShared: false },
  );
  return [...values, ...compareSparse(before, after, direction)];
}

/**
 * Compares what two members say of their values.
 *
 * @param options.isShared Whether the shapes are compared elsewhere: only what a member says itself counts here.
 */
export function compareValueTraits(
  before: Holder,
  after: Holder,
  options: { readonly direction: Direction; readonly subject: string; readonly isShared: boolean },
): readonly ValueChange[] {
  const { direction, subject, isShared } = options;
  const counts = (trait: string): boolean =>
    !isShared || [before, after].some(({ member }) => Object.hasOwn(member.traits ?? {}, `smithy.api#${trait}`));
  const constraints = (holder: Holder): Constraints =>
    Object.fromEntries(Object.entries(constraintsOf(holder.shape, holder.member)).filter(([name]) => counts(name)));
  return [
    ...compareConstraints(constraints(before), constraints(after), direction, subject).map((change) => ({
      ...change,
      direction,
    })),
    ...(counts("timestampFormat") ? compareFormats(before, after, direction, subject) : []),
    ...(counts("mediaType") ? compareMediaTypes(before, after, direction, subject) : []),
    ...(counts("sensitive") ? compareSensitivity(before, after, subject.replace(/^as \w+$|^(?:in|out)put /, "")) : []),
  ];
}

/** A wire format of times: the client converts, and its user sees dates either way. */
function compareFormats(before: Holder, after: Holder, direction: Direction, subject: string): ValueChange[] {
  if (before.shape.type !== "timestamp" || after.shape.type !== "timestamp") return [];
  const from = timestampFormat(before);
  const to = timestampFormat(after);
  if (from === to) return [];
  const what = `${subject}: the wire's format of the time goes from ${from} to ${to}`;
  return [{ class: "behaviour", kind: "timestamp-format-changed", direction, before: from, after: to, what }];
}

function timestampFormat({ member, shape }: Holder): string {
  return (
    traitOf(member, "smithy.api#timestampFormat") ?? traitOf(shape, "smithy.api#timestampFormat") ?? "epoch-seconds"
  );
}

function compareMediaTypes(before: Holder, after: Holder, direction: Direction, subject: string): ValueChange[] {
  const from = mediaType(before);
  const to = mediaType(after);
  if (from === to) return [];
  const what = `${subject}: media type ${from ?? "none"} becomes ${to ?? "none"}`;
  return [
    {
      class: "documentation",
      kind: "media-type-changed",
      direction,
      ...(from === undefined ? {} : { before: from }),
      ...(to === undefined ? {} : { after: to }),
      what,
    },
  ];
}

function mediaType({ member, shape }: Holder): string | undefined {
  return traitOf(member, "smithy.api#mediaType") ?? traitOf(shape, "smithy.api#mediaType");
}

/** What is sensitive is left out of errors and logs, on the way there and back. */
function compareSensitivity(before: Holder, after: Holder, subject: string): ValueChange[] {
  const from = isSensitive(before);
  const to = isSensitive(after);
  if (from === to) return [];
  const what = `${subject}${subject === "" ? "" : ": "}${to ? "now sensitive: left out of" : "no longer sensitive: shown in"} errors and logs`;
  return [{ class: "behaviour", kind: "sensitive-changed", before: from, after: to, what }];
}

function isSensitive({ member, shape }: Holder): boolean {
  return hasTrait(member, "smithy.api#sensitive") || hasTrait(shape, "smithy.api#sensitive");
}

/** Callers may give null where there is sparse, and readers have to expect it. */
function compareSparse(before: Shape, after: Shape, direction: Direction): ValueChange[] {
  const from = hasTrait(before, "smithy.api#sparse");
  const to = hasTrait(after, "smithy.api#sparse");
  if (from === to) return [];
  const breaks = to === (direction === "output");
  const what =
    direction === "input"
      ? `as input, null is ${to ? "now accepted" : "no longer accepted"} in place of a value`
      : `as output, values ${to ? "may now" : "can no longer"} be null`;
  return [
    { class: breaks ? "breaking" : "behaviour", kind: "sparse-changed", direction, before: from, after: to, what },
  ];
}
