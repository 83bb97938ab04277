import { posixClass } from "./posix-classes.js";

/** An escape as Unicode mode writes it. */
export interface TranslatedEscape {
  readonly text: string;
  /** How many characters of the pattern it takes, its backslash included. */
  readonly length: number;
  /** It matches a place, not a character: nothing can repeat it. */
  readonly isAssertion?: boolean;
  /** It stands for a set of characters: a hyphen beside it is no range. */
  readonly isSet?: boolean;
  /** `\1`: refers to a group by its number. */
  readonly isNumbered?: boolean;
}

/** Characters that may be escaped in Unicode mode, outside and inside a character class. */
const syntaxCharacters = "^$\\.*+?()[]{}|/";

/** Escapes that mean the same in both dialects, with what follows them. */
const shared = /^\\(?:[dDwWsSnrtfv]|0(?!\d)|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|u\{[\dA-Fa-f]{1,6}\}|c[A-Za-z]|k<\w+>)/;

/** Java's escapes that JavaScript lacks. */
const outsideClasses: { readonly [letter: string]: TranslatedEscape } = {
  A: { text: "^", length: 2, isAssertion: true },
  z: { text: "$", length: 2, isAssertion: true },
  Z: { text: "(?=(?:\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])?$)", length: 2, isAssertion: true },
  R: { text: "(?:\\r\\n|[\\n-\\r\\u0085\\u2028\\u2029])", length: 2 },
};
const controls: { readonly [letter: string]: string } = { a: "\\x07", e: "\\x1B" };
const horizontalSpace = " \\t\\xA0\\u1680\\u180E\\u2000-\\u200A\\u202F\\u205F\\u3000";

/** Translates the escape at the start of a text; undefined when it has no faithful form. */
export function translateEscape(text: string, inClass: boolean): TranslatedEscape | undefined {
  const letter = text.charAt(1);
  const [same] = shared.exec(text) ?? [];
  if (same !== undefined) return { text: same, length: same.length, isSet: /[dDwWsS]/.test(letter) };
  const [hexadecimal, digits] = /^\\x\{([\dA-Fa-f]{1,6})\}/.exec(text) ?? [];
  if (hexadecimal !== undefined) return { text: `\\u{${digits}}`, length: hexadecimal.length };
  if (letter === "p" || letter === "P") return translateProperty(text, inClass);
  if (letter === "h") return set(horizontalSpace, 2, inClass);
  if (Object.hasOwn(controls, letter)) return { text: controls[letter] ?? "", length: 2 };
  if (!inClass && Object.hasOwn(outsideClasses, letter)) return outsideClasses[letter];
  if (!inClass && /[bB]/.test(letter)) return { text: `\\${letter}`, length: 2, isAssertion: true };
  if (!inClass && /[1-9]/.test(letter)) return { text: `\\${letter}`, length: 2, isNumbered: true };
  // Of other letters and digits a changed meaning cannot be told from a slip.
  if (letter === "" || /[A-Za-z0-9]/.test(letter)) return undefined;
  const keep = syntaxCharacters.includes(letter) || (inClass && letter === "-");
  const character = String.fromCodePoint(text.codePointAt(1) ?? 0);
  return { text: keep ? `\\${letter}` : character, length: 1 + character.length };
}

/** `\p{Name}`, `\pL`: a property of Unicode that JavaScript knows, or a POSIX class. */
function translateProperty(text: string, inClass: boolean): TranslatedEscape | undefined {
  const [whole, negation, name = "", short = ""] = /^\\([pP])(?:\{\^?([\w=]+)\}|([A-Z]))/.exec(text) ?? [];
  if (whole === undefined || whole.includes("^")) return undefined;
  const posix = posixClass(name);
  if (posix !== undefined) {
    if (negation === "p") return set(posix, whole.length, inClass);
    // Within a class, what a POSIX class leaves out cannot be written.
    return inClass ? undefined : { text: `[^${posix}]`, length: whole.length };
  }
  const script = /^Is([A-Z]\w+)$/.exec(name)?.[1];
  const property = [name || short, ...(script === undefined ? [] : [script, `Script=${script}`])].find(isProperty);
  return property === undefined ? undefined : { text: `\\${negation}{${property}}`, length: whole.length, isSet: true };
}

function set(content: string, length: number, inClass: boolean): TranslatedEscape {
  return { text: inClass ? content : `[${content}]`, length, isSet: true };
}

function isProperty(name: string): boolean {
  try {
    return new RegExp(`\\p{${name}}`, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
