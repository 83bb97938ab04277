import { translatePattern } from "./patterns/translate-pattern.js";

/**
 * Smithy patterns are ECMAScript regular expressions in Unicode mode that are found anywhere in the string unless they
 * are anchored. Published models also hold patterns that Unicode mode refuses as written, mostly in Java's dialect; those
 * whose meaning is plain are translated, the others are left unchecked rather than checked wrongly.
 */

/**
 * The JavaScript regular expression of a Smithy pattern, or undefined when there is none that is faithful: the service
 * then decides alone.
 */
export function javascriptPattern(pattern: string): RegExp | undefined {
  if (known.has(pattern)) return known.get(pattern);
  const expression = compile(pattern, "u") ?? compileTranslation(pattern);
  known.set(pattern, expression);
  return expression;
}

/** Validators, tests and documentation ask for the same patterns again and again. */
const known = new Map<string, RegExp | undefined>();

function compileTranslation(pattern: string): RegExp | undefined {
  const translation = translatePattern(pattern);
  return translation === undefined ? undefined : compile(translation.source, translation.flags);
}

function compile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
