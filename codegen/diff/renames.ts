/** How much alike two names have to be for a rename to be suggested, from 0 to 1. */
const alike = 0.5;

/**
 * Pairs names that are gone with new ones that look like them, each at most once, best first. A suggestion for people:
 * nothing is classed by it.
 *
 * @param fits Whether the two stand for the same thing as far as their shapes tell.
 */
export function likelyRenames(
  gone: readonly string[],
  added: readonly string[],
  fits: (gone: string, added: string) => boolean = () => true,
): ReadonlyMap<string, string> {
  const candidates = gone.flatMap((from) =>
    added.filter((to) => fits(from, to)).map((to) => ({ from, to, score: similarity(from, to) })),
  );
  candidates.sort((a, b) => b.score - a.score || (a.from + a.to < b.from + b.to ? -1 : 1));
  const renames = new Map<string, string>();
  const used = new Set<string>();
  for (const { from, to, score } of candidates) {
    if (score < alike || renames.has(from) || used.has(to)) continue;
    renames.set(from, to);
    used.add(to);
  }
  return renames;
}

/** How alike two names are, from 0 to 1: the share of their pairs of neighbouring letters that they have in common (Dice). */
export function similarity(a: string, b: string): number {
  const left = pairs(a);
  const right = pairs(b);
  if (left.length + right.length === 0) return a === b ? 1 : 0;
  const rest = [...right];
  const shared = left.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at !== -1) rest.splice(at, 1);
    return at !== -1;
  });
  return (2 * shared.length) / (left.length + right.length);
}

function pairs(name: string): string[] {
  const letters = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return [...letters.slice(1)].map((letter, index) => `${letters[index]}${letter}`);
}
