import { IndentationText, NewLineKind, Project, QuoteKind } from "ts-morph";
import { lineWidth } from "./long-lines.js";

// Making a project costs more than formatting a file; but a project remembers every file that it ever had.
const filesOfProject = 100;
let project: Project = makeProject();

function makeProject(): Project {
  return new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      newLineKind: NewLineKind.LineFeed,
      quoteKind: QuoteKind.Double,
    },
  });
}

/** Indents code that another generator wrote, and drops its blank lines but for one before each function. */
export function formatSource(code: string): string {
  const parts = code.replace(/\n\s*\n/g, "\n").split(/\n(?=function )/);
  const text = parts.map(formatPart).join("\n").trim();
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

/** Parts that were formatted before: operations that share a structure share the function that checks it. */
const known = new Map<string, string>();

function formatPart(code: string): string {
  const before = known.get(code);
  if (before !== undefined) return before;
  if (known.size % filesOfProject === 0) project = makeProject();
  // A new name each time: the formatter remembers the text of a file that it has seen before.
  const file = project.createSourceFile(`code${known.size}.ts`, code);
  // Not file.formatText(), which would parse the result once more.
  const formatted = project.getLanguageService().getFormattedDocumentText(file.getFilePath(), {
    indentSize: 2,
    insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: true,
    ensureNewLineAtEndOfFile: true,
  });
  const text = formatted.trim();
  project.removeSourceFile(file);
  known.set(code, text);
  return text;
}
