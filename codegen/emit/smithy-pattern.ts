/**
 * Smithy patterns are ECMAScript regular expressions in Unicode mode that are found anywhere in the string unless they
 * are anchored. Published models also hold patterns that Unicode mode refuses as written; those whose meaning is plain
 * are repaired, the others are left unchecked rather than checked wrongly.
 */

/**
 * The JavaScript regular expression of a Smithy pattern, or undefined when there is none that is faithful (for
 * instance the Java class `\p{Print}`): the service then decides alone.
 */
export function javascriptPattern(pattern: string): RegExp | undefined {
  return compile(pattern) ?? compile(repair(pattern));
}

function compile(source: string): RegExp | undefined {
  try {
    return new RegExp(source, "u");
  } catch {
    return undefined;
  }
}

/** Characters that may be escaped in Unicode mode, outside and inside a character class. */
const syntaxCharacters = "^$\\.*+?()[]{}|/";

/**
 * Writes two things as Unicode mode wants them: an escape of a character that needs none (`\_`, `\-` outside a class)
 * becomes the character, and a hyphen beside a class escape (`[\w-_]`) becomes an escaped hyphen. Letters and digits
 * after a backslash stay, since there a changed meaning cannot be told from a slip.
 */
function repair(pattern: string): string {
  let repaired = "";
  let inClass = false;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    const next = pattern.charAt(index + 1);
    if (character === "\\") {
      index++;
      repaired += unescaped(next, inClass);
    } else if (inClass && character === "-" && besideClassEscape(pattern, index)) {
      repaired += "\\-";
    } else {
      if (character === "[") inClass = true;
      if (character === "]") inClass = false;
      repaired += character;
    }
  }
  return repaired;
}

function unescaped(character: string, inClass: boolean): string {
  const keep = /[A-Za-z0-9]/.test(character) || syntaxCharacters.includes(character) || (inClass && character === "-");
  return keep ? `\\${character}` : character;
}

/** Whether the hyphen at an index of a character class stands next to an escape such as `\w`, so that it is no range. */
function besideClassEscape(pattern: string, index: number): boolean {
  return /\\[dDsSwW]$/.test(pattern.slice(0, index)) || /^\\[dDsSwW]/.test(pattern.slice(index + 1));
}
