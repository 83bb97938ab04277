import { javascriptPattern } from "../emit/smithy-pattern.js";
import { textGenerator } from "../text-generator.js";

/** How the texts that a pattern accepts differ from those of another. */
export interface PatternDifference {
  /** `unknown` when no text was found that only one of them accepts, though they are written differently. */
  readonly effect: "tightened" | "loosened" | "both" | "unknown";
  /** A text that was accepted and no longer is. */
  readonly refused?: string;
  /** A text that was refused and is now accepted. */
  readonly accepted?: string;
}

/** Texts made of each pattern; enough to take every branch of the patterns that models have. */
const sampleCount = 120;

/** Texts that patterns tend to disagree on. */
const commonTexts = ["", "a", "A", "0", "-", "_", ".", " ", "\n", "é", "!", "/", ":", "a b", "0a", "a-b", "a_b.c"];

/**
 * Compares two patterns, either of which may be missing, by texts made of both. Whether one pattern accepts all that
 * another does cannot be decided in general; a text that tells them apart is a proof, none is a guess. The same patterns
 * give the same answer in every run.
 *
 * @param options.emptyAllowed Whether the empty text counts: a length from 1 rules it out whatever the patterns say.
 */
export function comparePatterns(
  before: string | undefined,
  after: string | undefined,
  { emptyAllowed = true }: { readonly emptyAllowed?: boolean } = {},
): PatternDifference {
  const accepts = { before: accepter(before), after: accepter(after) };
  const all = [...candidates(before), ...candidates(after), ...commonTexts];
  const texts = emptyAllowed ? all : all.filter((text) => text !== "");
  const refused = plainest(texts.filter((text) => accepts.before(text) && !accepts.after(text)));
  const accepted = plainest(texts.filter((text) => !accepts.before(text) && accepts.after(text)));
  const effect = refused !== undefined ? (accepted !== undefined ? "both" : "tightened") : "loosened";
  return {
    effect: refused === undefined && accepted === undefined ? "unknown" : effect,
    ...(refused === undefined ? {} : { refused }),
    ...(accepted === undefined ? {} : { accepted }),
  };
}

/** The text that shows a difference best: with the fewest odd characters, then the shortest. */
function plainest(texts: readonly string[]): string | undefined {
  const oddness = (text: string): number => text.replace(/[a-zA-Z0-9:/._-]/g, "").length * 1000 + text.length;
  return texts.reduce<string | undefined>(
    (best, text) => (best === undefined || oddness(text) < oddness(best) ? text : best),
    undefined,
  );
}

/** No pattern, or one that has no faithful form in JavaScript: the client checks nothing. */
function accepter(pattern: string | undefined): (text: string) => boolean {
  const expression = pattern === undefined ? undefined : javascriptPattern(pattern);
  return (text) => expression?.test(text) ?? true;
}

/** Texts of the pattern, and the same with something before or after, which only anchors keep out. */
function candidates(pattern: string | undefined): string[] {
  if (pattern === undefined) return [];
  return samples(pattern).flatMap((text) => [text, `${text}a`, `${text}!`, `a${text}`, `!${text}`, text.slice(0, -1)]);
}

const plainCharacters: readonly (readonly [from: number, to: number])[] = [
  [0x30, 0x39],
  [0x61, 0x7a],
];

function samples(pattern: string): string[] {
  const expression = textGenerator(pattern);
  if (expression === undefined) return [];
  expression.max = 6;
  // Half of the texts take letters and digits wherever the pattern leaves the choice, half all that ASCII can show.
  const next = sequence();
  expression.randInt = (from: number, to: number): number => from + (next() % (to - from + 1));
  const generate = (): string[] => Array.from({ length: sampleCount / 2 }, () => expression.gen());
  const shown = generate();
  expression.defaultRange.subtract(0, 0xffff);
  for (const [from, to] of plainCharacters) expression.defaultRange.add(from, to);
  return [...shown, ...generate()];
}

/** Numbers that look random and are always the same (Numerical Recipes' linear congruential generator, upper bits). */
function sequence(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
