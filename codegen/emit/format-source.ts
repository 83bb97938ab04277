import { IndentationText, NewLineKind, Project, QuoteKind } from "ts-morph";
import { lineWidth } from "./long-lines.js";

/** Indents code that another generator wrote, and drops its blank lines but for one before each function. */
export function formatSource(code: string): string {
  // A project of its own each time: the formatter of one that has seen the file before works with that file's old text.
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      newLineKind: NewLineKind.LineFeed,
      quoteKind: QuoteKind.Double,
    },
  });
  const file = project.createSourceFile("code.ts", code.replace(/\n\s*\n/g, "\n"));
  file.formatText({ indentSize: 2, insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: true });
  const text = file.getFullText().trim();
  return text
    .replace(/\}\n\s*else \{/g, "} else {")
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
