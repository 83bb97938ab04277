import { expect, it } from "vitest";
import type { Shapes } from "../../small-model.js";
import { diffShapes } from "../diff-shapes.js";

/**
 * One kind of change of a model, judged as a maintainer of a client would, in both directions: what the new model means
 * for users of the old one, and the other way round. Each a list of `class kind`, sorted; empty where nobody feels it.
 */
export type Judgement = readonly [
  what: string,
  before: Shapes,
  after: Shapes,
  forth: readonly string[],
  back: readonly string[],
];

/** Declares a test for each judgement. */
export function judge(judgements: readonly Judgement[]): void {
  it.each(judgements)("%s", (_what, before, after, forth, back) => {
    expect({ forth: kinds(before, after), back: kinds(after, before) }).toEqual({ forth, back });
  });
}

function kinds(before: Shapes, after: Shapes): string[] {
  return diffShapes(before, after)
    .changes.map(({ class: changeClass, kind, direction }) => [changeClass, kind, direction].filter(Boolean).join(" "))
    .sort();
}
