import type { Constraints, Direction } from "../service-model.js";
import type { Change, ChangeClass } from "./change.js";
import { comparePatterns, type PatternDifference } from "./compare-patterns.js";
import { code } from "./place.js";

/** Whether fewer values are allowed than before, more, or some of each. */
type Effect = PatternDifference["effect"];

type Difference = Pick<Change, "class" | "kind" | "before" | "after" | "what">;

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/**
 * Compares the constraints of two shapes or members. Callers feel them in inputs, which the client refuses when they break
 * one. Outputs are never validated: there they are words.
 *
 * @param subject What is constrained, for the text: "input member `Limit`".
 */
export function compareConstraints(
  before: Constraints,
  after: Constraints,
  direction: Direction,
  subject: string,
): readonly Difference[] {
  const told = (kind: Change["kind"], from: unknown, to: unknown, effect: Effect, words: string): Difference => ({
    class: classOf(effect, direction),
    kind,
    ...(from === undefined ? {} : { before: from }),
    ...(to === undefined ? {} : { after: to }),
    what: `${subject}: ${words}${effect === "unknown" ? "" : ` (${effect === "both" ? "tightened and loosened" : effect})`}`,
  });
  const differences: Difference[] = [];
  for (const [kind, name] of [
    ["length-changed", "length"],
    ["range-changed", "range"],
  ] as const) {
    const [from, to] = [before[name], after[name]];
    // No length is below 0: models begin and cease to say so without a change of meaning.
    const effect = name === "length" ? boundsEffect({ min: 0, ...from }, { min: 0, ...to }) : boundsEffect(from, to);
    if (effect === undefined) continue;
    differences.push(told(kind, from, to, effect, `${name} ${boundsText(from)} becomes ${boundsText(to)}`));
  }
  if (before.pattern !== after.pattern) {
    const difference = comparePatterns(before.pattern, after.pattern, {
      emptyAllowed: Math.max(before.length?.min ?? 0, after.length?.min ?? 0) === 0,
    });
    differences.push(
      told("pattern-changed", before.pattern, after.pattern, difference.effect, patternText(before, after, difference)),
    );
  }
  if (before.uniqueItems !== after.uniqueItems) {
    const unique = after.uniqueItems === true;
    const words = unique ? "elements must now differ" : "elements may now be the same";
    differences.push(told("unique-items-changed", !unique, unique, unique ? "tightened" : "loosened", words));
  }
  return differences;
}

/** What moving the bounds does to the allowed values; undefined when it does nothing. */
export function boundsEffect(before: Bounds = {}, after: Bounds = {}): Exclude<Effect, "unknown"> | undefined {
  const low = (bounds: Bounds): number => bounds.min ?? Number.NEGATIVE_INFINITY;
  const high = (bounds: Bounds): number => bounds.max ?? Number.POSITIVE_INFINITY;
  const tightened = low(after) > low(before) || high(after) < high(before);
  const loosened = low(after) < low(before) || high(after) > high(before);
  if (tightened) return loosened ? "both" : "tightened";
  return loosened ? "loosened" : undefined;
}

/** Bounds in words: `1 to 128`, `at least 1`, `without limit`. */
export function boundsText({ min, max }: Bounds = {}): string {
  if (min !== undefined && max !== undefined) return min === max ? `exactly ${min}` : `${min} to ${max}`;
  if (min !== undefined) return `at least ${min}`;
  return max === undefined ? "without limit" : `at most ${max}`;
}

/** A call that was accepted and is now refused breaks; one that was refused and is now accepted does not. */
function classOf(effect: Effect, direction: Direction): ChangeClass {
  if (direction === "output") return "documentation";
  return effect === "tightened" || effect === "both" ? "breaking" : "behaviour";
}

function patternText(before: Constraints, after: Constraints, difference: PatternDifference): string {
  const { refused, accepted, effect } = difference;
  const change =
    after.pattern === undefined
      ? `pattern ${code(before.pattern ?? "")} is gone`
      : before.pattern === undefined
        ? `new pattern ${code(after.pattern)}`
        : `pattern ${code(before.pattern)} becomes ${code(after.pattern)}`;
  const examples = [
    ...(refused === undefined ? [] : [`no longer matches ${code(JSON.stringify(refused))}`]),
    ...(accepted === undefined ? [] : [`now matches ${code(JSON.stringify(accepted))}`]),
    ...(effect === "unknown" ? ["no text was found that only one of the two matches"] : []),
  ];
  return `${change}; ${examples.join("; ")}`;
}
