/** Verbs that open the names of operations and say nothing about their resource. */
const verbs: ReadonlySet<string> = new Set(
  (
    "add associate attach batch begin cancel copy create decrease delete deregister describe detach disable " +
    "disassociate enable execute get import increase list merge modify put query register remove reset restore " +
    "resume search send set split start stop subscribe test transact update upload validate"
  ).split(" "),
);

/** Words that only connect others. */
const connectives: ReadonlySet<string> = new Set(["by", "for", "from", "in", "of", "on", "to", "with"]);

/** A word of a name and how much it tells about what is named. */
export interface NameWord {
  readonly word: string;
  /** From 1 downwards: what comes first tells most, what follows a word like `For` or `To` least. */
  readonly weight: number;
}

/**
 * The telling words of a shape's name, lower-case and singular, without a leading verb: `ListTagsForStream` gives `tag`
 * and, with less weight, `stream`.
 */
export function nameWords(name: string): NameWord[] {
  const parts: readonly string[] = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  const words = parts.map((part) => (/[a-z]/.test(part) ? singular(part.toLowerCase()) : part.toLowerCase()));
  const telling = verbs.has(words[0] ?? "") ? words.slice(1) : words;
  const connective = telling.findIndex((word) => connectives.has(word));
  return telling.flatMap((word, index) => {
    if (connectives.has(word)) return [];
    const weight = 1 / (1 + index * 0.25);
    return [{ word, weight: connective !== -1 && index > connective ? weight / 4 : weight }];
  });
}

/** Whether two words are the same but for a prefix that turns the meaning round: `untag` and `tag`. */
export function isKin(a: string, b: string): boolean {
  return a === b || isTurned(a, b) || isTurned(b, a);
}

function isTurned(longer: string, shorter: string): boolean {
  return turning.some((prefix) => longer === `${prefix}${shorter}`);
}

const turning: readonly string[] = ["un", "de", "dis", "re"];

/** A plural's singular, as far as names of an API need it. */
export function singular(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}
