import { lineWidth } from "./long-lines.js";

/**
 * Formats code that ajv wrote: a statement a line, braces at the ends of lines. Indents it, puts spaces where they belong,
 * and drops its blank lines but for one before each function. A formatter that parses would take most of the generator's
 * time.
 */
export function formatSource(code: string): string {
  let depth = 0;
  const lines = code
    .replace(/\}\s*\n\s*else\b/g, "} else")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      if (line.startsWith("}")) depth--;
      const indent = "  ".repeat(depth);
      if (line.endsWith("{")) depth++;
      // A regular expression is the only thing that may hold what looks like other tokens.
      return /^const pattern\d+ = \//.test(line) ? line : indent + spaced(line);
    });
  return lines
    .join("\n")
    .replace(/^function /gm, "\nfunction ")
    .replace(/^( *)if \((.*)\) \{$/gm, breakCondition)
    .trim();
}

/** Puts each part of a condition that is too wide on a line of its own. */
function breakCondition(line: string, indent: string, condition: string): string {
  const parts = condition.split(" && ");
  if (line.length <= lineWidth || !parts.every(isBalanced)) return line;
  return [`${indent}if (`, parts.map((part) => `${indent}  ${part}`).join(" &&\n"), `${indent}) {`].join("\n");
}

function isBalanced(part: string): boolean {
  return part.split("(").length === part.split(")").length;
}

/** Strings, regular expressions given to a call, words and numbers, operators; whatever else is a token by itself. */
const tokens =
  /"(?:[^"\\]|\\.)*"|(?<=\()\/(?:[^/\\]|\\.)+\/[a-z]*|\d[\d.]*(?:e[+-]?\d+)?n?|[\w$]+|\.{3}|\?\?=|\?\?|\?\.|[=!]==?|=>|[<>]=|&&|\|\||\+\+|--|\*\*|\+=|\S/g;
const closesValue = /^(?:[\w$"].*|\)|\]|\}|\+\+|--)$/;
const keyword = /^(?:if|for|while|return|typeof|instanceof|in|of|let|const|new)$/;

/** Sets the spaces between the tokens of a line. */
function spaced(line: string): string {
  let text = "";
  let before = "";
  let glued = true; // nothing goes between the token before and this one
  let conditions = 0; // how many `?` wait for their `:`
  for (const [token] of line.matchAll(tokens)) {
    const afterValue = closesValue.test(before) && !keyword.test(before);
    let isGlued = glued || /^[)\],;.]$|^\?\.$|^(?:\+\+|--)$/.test(token);
    if (token === "(" || token === "[") isGlued ||= afterValue;
    if (token === ":") {
      if (conditions === 0) isGlued = true;
      else conditions--;
    }
    if (token === "?") conditions++;
    if (token === "}" && before === "{") isGlued = true;
    text += isGlued ? token : ` ${token}`;
    const isSign = (token === "-" || token === "+") && !afterValue;
    glued = isSign || /^[([.!]$|^\.{3}$|^\?\.$/.test(token);
    before = token;
  }
  return text;
}
