import type { Direction } from "../service-model.js";
import type { ChangeKind } from "./change-kinds.js";

/**
 * What a change means for somebody who uses the client.
 *
 * - `breaking`: code that compiled and worked needs a change.
 * - `behaviour`: the same code goes on to compile, and something happens that did not happen before, or no longer does.
 * - `addition`: there is something new to use.
 * - `documentation`: nothing but words, or facts that the client only tells.
 */
export type ChangeClass = "breaking" | "behaviour" | "addition" | "documentation";

/** The part of a version number that a release with these changes has to raise. */
export type Verdict = "major" | "minor" | "patch" | "none";

/** One difference, as a user of the client meets it. */
export interface Change {
  readonly class: ChangeClass;
  readonly kind: ChangeKind;
  /** The operation that changed, or the only one that reaches the shape that did. */
  readonly operation?: string;
  /** Name of the shape, without its namespace. */
  readonly shape?: string;
  /** Name of the member; `member`, `key` or `value` for what lists and maps hold. */
  readonly member?: string;
  /** The way on which the shape changed; absent where that makes no difference. */
  readonly direction?: Direction;
  /** What it was, as JSON; absent for what is new. */
  readonly before?: unknown;
  /** What it is, as JSON; absent for what is gone. */
  readonly after?: unknown;
  /** Where, for people: an operation, or a shape with the paths that lead to it. Names stand in backticks. */
  readonly place: string;
  /** What changed there, for people, in words that are the same for the same change in another place. */
  readonly what: string;
}

/** A change of an operation, before it is told of which. */
export type OperationChange = Omit<Change, "place" | "operation">;

/** All differences of two models, and what they come to. */
export interface ModelDiff {
  readonly verdict: Verdict;
  /** Breaking changes first, then behaviour, additions and documentation; within each by kind and place. */
  readonly changes: readonly Change[];
}

/** The classes in the order in which they are told. */
export const changeClasses: readonly ChangeClass[] = ["breaking", "behaviour", "addition", "documentation"];

/**
 * Anything that breaks is major. Behaviour is minor, like additions: code goes on to compile and to be accepted, yet a
 * release that only mends (patch) must not change what a program does. Words alone are a patch.
 */
export function verdictOf(changes: readonly Pick<Change, "class">[]): Verdict {
  const has = (wanted: ChangeClass): boolean => changes.some((change) => change.class === wanted);
  if (has("breaking")) return "major";
  if (has("behaviour") || has("addition")) return "minor";
  return has("documentation") ? "patch" : "none";
}
