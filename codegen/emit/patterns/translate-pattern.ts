import { translateClass } from "./translate-class.js";
import { translateEscape } from "./translate-escape.js";

/** A pattern as JavaScript's Unicode mode writes it. */
export interface TranslatedPattern {
  readonly source: string;
  readonly flags: string;
}

/**
 * Translates a pattern that Unicode mode refuses as written: needless escapes, POSIX classes, `\A` and `\z`, quotations,
 * flags at its start, possessive quantifiers and atomic groups, brackets that stand for themselves. Undefined when a part
 * of it has no faithful form; the result may still be no regular expression.
 */
export function translatePattern(pattern: string): TranslatedPattern | undefined {
  return new PatternTranslator(pattern).translate();
}

/** What the last part of the translation is: where it starts if it can be repeated, or why it cannot. */
type Last = number | "nothing" | "repeated";

class PatternTranslator {
  readonly #pattern: string;
  #index = 0;
  #source = "";
  #flags = "u";
  #last: Last = "nothing";
  readonly #groups: { readonly start: number; readonly close: string; readonly isAssertion: boolean }[] = [];
  /** Groups that were added, to keep what was matched once. */
  #added = 0;
  #numbered = false;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  translate(): TranslatedPattern | undefined {
    while (this.#index < this.#pattern.length) if (!this.#part()) return undefined;
    // Added groups would shift the numbers that the pattern refers to.
    if (this.#groups.length > 0 || (this.#numbered && this.#added > 0)) return undefined;
    return { source: this.#source, flags: this.#flags };
  }

  /** Takes the next part; false when it has no faithful form. */
  #part(): boolean {
    const rest = this.#pattern.slice(this.#index);
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(rest)?.[0];
    if (quantifier !== undefined) return this.#quantifier(quantifier, rest.charAt(quantifier.length));
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    switch (character) {
      case "\\":
        return rest.startsWith("\\Q") ? this.#quotation(rest) : this.#escape(rest);
      case "[":
        return this.#atom(translateClass(rest));
      case "(":
        return this.#open(rest);
      case ")":
        return this.#close();
      case "|":
      case "^":
      case "$":
        return this.#take(character, 1, "nothing");
      case "]":
      case "{":
      case "}":
        return this.#atom({ text: `\\${character}`, length: 1 });
      default:
        return this.#atom({ text: character, length: character.length });
    }
  }

  #take(text: string, length: number, last: Last): boolean {
    this.#source += text;
    this.#index += length;
    this.#last = last;
    return true;
  }

  #atom(translated: { readonly text: string; readonly length: number } | undefined): boolean {
    return translated !== undefined && this.#take(translated.text, translated.length, this.#source.length);
  }

  #escape(rest: string): boolean {
    const escaped = translateEscape(rest, false);
    if (escaped?.isNumbered === true) this.#numbered = true;
    return escaped?.isAssertion === true ? this.#take(escaped.text, escaped.length, "nothing") : this.#atom(escaped);
  }

  /** `\Q…\E`: characters that stand for themselves. */
  #quotation(rest: string): boolean {
    const end = rest.indexOf("\\E");
    const content = rest.slice(2, end === -1 ? undefined : end);
    for (const character of content) {
      this.#take(/[$()*+.?[\\\]^{|}/]/.test(character) ? `\\${character}` : character, 0, this.#source.length);
    }
    this.#index += content.length + (end === -1 ? 2 : 4);
    return true;
  }

  #open(rest: string): boolean {
    const flags = /^\(\?([imsu]+)\)/.exec(rest)?.[1];
    if (flags !== undefined) return this.#setFlags(flags);
    const [named, name] = /^\(\?P?<(\w+)>/.exec(rest) ?? [];
    if (named !== undefined) return this.#group(`(?<${name}>`, named.length, ")", false);
    if (rest.startsWith("(?>")) return this.#group(this.#keeping(), 3, this.#kept(), false);
    const open = /^\((?:\?(?:[:=!]|<[=!]))?/.exec(rest)?.[0] ?? "(";
    // `(?i:…)` and others that JavaScript has no word for.
    if (open === "(" && rest.startsWith("(?")) return false;
    return this.#group(open, open.length, ")", /[=!]$/.test(open));
  }

  #group(text: string, length: number, close: string, isAssertion: boolean): boolean {
    this.#groups.push({ start: this.#source.length, close, isAssertion });
    return this.#take(text, length, "nothing");
  }

  #close(): boolean {
    const group = this.#groups.pop();
    return group !== undefined && this.#take(group.close, 1, group.isAssertion ? "nothing" : group.start);
  }

  /** Flags count for what follows: at the start that is all. */
  #setFlags(flags: string): boolean {
    if (this.#source !== "" || flags.includes("m")) return false;
    this.#flags = [...new Set([...this.#flags, ...flags])].sort().join("");
    this.#index += flags.length + 3;
    return true;
  }

  #quantifier(text: string, next: string): boolean {
    if (typeof this.#last !== "number") return false;
    if (next === "+") return this.#possessive(this.#last, text);
    const lazy = next === "?" ? "?" : "";
    return this.#take(text + lazy, text.length + lazy.length, "repeated");
  }

  /** `a*+`: what it matched once it does not give back. A lookahead, which is never entered again, does just that. */
  #possessive(start: number, quantifier: string): boolean {
    const repeated = this.#source.slice(start) + quantifier;
    this.#source = this.#source.slice(0, start);
    return this.#take(this.#keeping() + repeated + this.#kept(), quantifier.length + 1, "repeated");
  }

  #keeping(): string {
    this.#added += 1;
    return `(?=(?<kept${this.#added}>`;
  }

  #kept(): string {
    return `))\\k<kept${this.#added}>`;
  }
}
