import { equalNodes } from "../assemble/equal-nodes.js";
import type { Shape } from "../ast.js";
import { membersOf, shapeAt } from "../normalise/lookup.js";
import { shapeName } from "../shape-id.js";
import { hasTrait, type TraitValues, traitOf } from "../trait-values.js";
import type { Change } from "./change.js";
import { code, placeOf, type ShapePair } from "./place.js";
import type { Comparison, Side } from "./side.js";

/** A change of a stream without its place. */
type StreamChange = Omit<Change, "place" | "operation" | "shape">;

/** Whether a shape is the union of an event stream's events. */
export function isStream(shape: Shape): boolean {
  return shape.type === "union" && hasTrait(shape, "smithy.api#streaming");
}

/** Compares what can end an event stream: the faults that it throws, and the ends that have a word of their own. */
export function compareStreams(comparison: Comparison, pair: ShapePair): Change[] {
  const before = shapeAt(comparison.before.model, pair.before);
  const after = shapeAt(comparison.after.model, pair.after);
  if (!isStream(before) || !isStream(after)) return [];
  const changes = [
    ...compareFaults(faultsIn(comparison.before, before), faultsIn(comparison.after, after)),
    ...compareEnds(endsOf(before), endsOf(after)),
  ];
  const place = placeOf(comparison, pair);
  return changes.map((change) => ({ ...place, direction: pair.direction, ...change }));
}

function faultsIn({ model }: Side, stream: Shape): readonly string[] {
  const targets = membersOf(stream).map(([, { target }]) => target);
  return targets.filter((id) => hasTrait(shapeAt(model, id), "smithy.api#error")).map(shapeName);
}

/** As for operations: programs meet an error that they did not expect, or wait for none. */
function compareFaults(before: readonly string[], after: readonly string[]): StreamChange[] {
  return [
    ...after
      .filter((name) => !before.includes(name))
      .map((name): StreamChange => {
        const what = `the stream may now fail with ${code(name)}`;
        return { class: "behaviour", kind: "fault-added", after: name, what };
      }),
    ...before
      .filter((name) => !after.includes(name))
      .map((name): StreamChange => {
        const what = `the stream no longer fails with ${code(name)}`;
        return { class: "behaviour", kind: "fault-removed", before: name, what };
      }),
  ];
}

/** Ends by their words, each with what marks it. */
type Ends = ReadonlyMap<string, Omit<TraitValues["shardwright#streamEnds"][number], "source" | "note">>;

function endsOf(stream: Shape): Ends {
  const ends = traitOf(stream, "shardwright#streamEnds") ?? [];
  return new Map(ends.map(({ source: _source, note: _note, ...end }) => [end.reason, end]));
}

/** Programs compare the reason of an end with its words: one that is gone no longer compiles. */
function compareEnds(before: Ends, after: Ends): StreamChange[] {
  const added = [...after].filter(([reason]) => !before.has(reason));
  const changed = [...after].filter(([reason, end]) => before.has(reason) && !equalNodes(before.get(reason), end));
  const removed = [...before].filter(([reason]) => !after.has(reason));
  return [
    ...added.map(([reason, end]): StreamChange => {
      const what = `the stream's end has a new reason ${code(reason)}`;
      return { class: "behaviour", kind: "stream-end-added", after: end, what };
    }),
    ...changed.map(([reason, end]): StreamChange => {
      const what = `the stream's end ${code(reason)} is told by another mark`;
      return { class: "behaviour", kind: "stream-end-changed", before: before.get(reason), after: end, what };
    }),
    ...removed.map(([reason, end]): StreamChange => {
      const what = `the stream's end no longer has the reason ${code(reason)}`;
      return { class: "breaking", kind: "stream-end-removed", before: end, what };
    }),
  ];
}
