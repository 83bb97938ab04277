import { posixClass } from "./posix-classes.js";
import { translateEscape } from "./translate-escape.js";

/** A character class as Unicode mode writes it. */
export interface TranslatedClass {
  readonly text: string;
  /** How many characters of the pattern it takes, its brackets included. */
  readonly length: number;
}

/** Translates the character class at the start of a text; undefined when it has no faithful form. */
export function translateClass(text: string): TranslatedClass | undefined {
  const negated = text.startsWith("[^");
  const content = translateContent(text.slice(negated ? 2 : 1));
  if (content === undefined) return undefined;
  const open = negated ? "[^" : "[";
  return { text: `${open}${content.text}]`, length: open.length + content.length + 1 };
}

/** What stands up to the closing bracket. */
function translateContent(text: string): TranslatedClass | undefined {
  let translated = "";
  let index = 0;
  /** Whether what stands before is a set, such as `\w`, so that a hyphen after it is a hyphen. */
  let afterSet = false;
  while (text[index] !== "]") {
    const rest = text.slice(index);
    const item = translateItem(rest, afterSet);
    // `[]…` is empty to some dialects and begins with a bracket to others; `&&` is an intersection to Java.
    if (item === undefined || rest.startsWith("&&")) return undefined;
    translated += item.text;
    index += item.length;
    afterSet = item.isSet;
  }
  return index === 0 ? undefined : { text: translated, length: index };
}

interface Item extends TranslatedClass {
  readonly isSet: boolean;
}

function translateItem(rest: string, afterSet: boolean): Item | undefined {
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  if (rest === "") return undefined;
  if (character === "\\") {
    const escaped = translateEscape(rest, true);
    return escaped && { text: escaped.text, length: escaped.length, isSet: escaped.isSet === true };
  }
  if (character === "[") return translateInner(rest);
  if (character === "-" && (afterSet || /^-(?:\\[dDwWsSpPh]|\[)/.test(rest))) {
    return { text: "\\-", length: 1, isSet: false };
  }
  return { text: character, length: character.length, isSet: false };
}

/** `[:alpha:]`, or Java's union with another class. */
function translateInner(rest: string): Item | undefined {
  const [posix, name = ""] = /^\[:(\w+):\]/.exec(rest) ?? [];
  if (posix !== undefined) {
    const content = posixClass(name);
    return content === undefined ? undefined : { text: content, length: posix.length, isSet: true };
  }
  if (rest.startsWith("[^")) return undefined;
  const inner = translateClass(rest);
  return inner && { text: inner.text.slice(1, -1), length: inner.length, isSet: true };
}
