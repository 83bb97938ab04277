import type { JSDocStructure, OptionalKind } from "ts-morph";
import { lineWidth } from "./long-lines.js";

/** A comment in the form in which ts-morph's structures take it: empty when there is nothing to say. */
export type Docs = OptionalKind<JSDocStructure>[];

/** What a comment says, besides its text. */
export interface DocParts {
  /** Markdown. */
  readonly text: string;
  /** Sentences that follow the text as a paragraph of their own: constraints, limits, defaults. */
  readonly facts?: readonly string[];
  /** The message of `@deprecated`; an empty string gives the bare tag. */
  readonly deprecated?: string | undefined;
  /** Classes that the function rejects with, in a tag each, with what each means. */
  readonly throws?: readonly { readonly name: string; readonly text: string }[];
  /** Classes that say themselves what they mean, in one tag. */
  readonly rejects?: readonly string[];
  /** Levels of indentation at which the comment will stand; it only decides where lines are wrapped. */
  readonly depth?: number;
}

/** Builds a TSDoc comment: text, facts, tags, wrapped to the line width, with `*` `/` and `@` made harmless. */
export function docComment(parts: DocParts): Docs {
  const width = lineWidth - 3 - 2 * (parts.depth ?? 0);
  const sections = [
    ...(parts.text.trim() === "" ? [] : [wrapMarkdown(escapeTags(parts.text.trim()), width)]),
    ...(parts.facts === undefined || parts.facts.length === 0 ? [] : [factLines(parts.facts, width)]),
    tagLines(parts, width),
  ].filter((lines) => lines.length > 0);
  if (sections.length === 0) return [];
  const lines = sections.flatMap((section, index) => (index === 0 ? section : ["", ...section])).map(escapeEnd);
  const [only] = lines;
  // One line stands on the comment's own line; ts-morph writes a comment that begins with a line break in full height.
  const oneLine = lines.length === 1 && only !== undefined && only.length <= width - 4;
  return [{ description: oneLine ? only : `\n${lines.join("\n")}` }];
}

/** The same comment as text, for declarations that are written without a structure. */
export function docCommentText(parts: DocParts): string {
  const [doc] = docComment(parts);
  if (doc === undefined || typeof doc.description !== "string") return "";
  const { description } = doc;
  const indent = "  ".repeat(parts.depth ?? 0);
  if (!description.startsWith("\n")) return `${indent}/** ${description} */\n`;
  const lines = description.slice(1).split("\n");
  return `${indent}/**\n${lines.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}\n`).join("")}${indent} */\n`;
}

/** The first paragraph of a text on one line, for lists and tags, where the whole would be too much. */
export function brief(text: string): string {
  const [paragraph = ""] = text.trim().split(/\n\s*\n/);
  return escapeTags(paragraph).replace(/\s*\n\s*/g, " ");
}

/**
 * Facts run on as sentences. List items and head lines that end in a colon start a line of their own, an empty fact ends
 * a paragraph, and what stands between code fences stays as it is.
 */
function factLines(facts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let sentences = "";
  let fenced = false;
  const flush = (): void => {
    if (sentences !== "") lines.push(...wrapLine(sentences, width));
    sentences = "";
  };
  for (const fact of facts) {
    const isFence = fact.startsWith("```");
    if (isFence || fenced || fact === "") {
      flush();
      lines.push(fact);
      if (isFence) fenced = !fenced;
    } else if (/^- |:$/.test(fact)) {
      flush();
      lines.push(...wrapLine(fact, width));
    } else sentences = sentences === "" ? fact : `${sentences} ${fact}`;
  }
  flush();
  return lines;
}

function firstSentence(text: string): string {
  return text.split(/(?<=[.!?])\s+(?=[A-Z`])/)[0] ?? "";
}

/** No tag begins with a link: TypeScript takes a brace after `@throws` for a type, and the link for a tag of its own. */
function tagLines({ deprecated, throws = [], rejects = [] }: DocParts, width: number): string[] {
  return [
    ...(deprecated === undefined ? [] : wrapLine(`@deprecated ${brief(deprecated)}`.trim(), width)),
    ...(rejects.length === 0
      ? []
      : wrapLine(`@throws Faults: ${rejects.map((name) => `{@link ${name}}`).join(", ")}`, width)),
    ...throws.flatMap(({ name, text }) => {
      const meaning = firstSentence(brief(text));
      return wrapLine(`@throws ${name}${meaning === "" ? "" : `: ${meaning}`}`, width);
    }),
  ];
}

/** Wraps each paragraph and list item; code fences and tables stay as they are. */
function wrapMarkdown(markdown: string, width: number): string[] {
  const lines: string[] = [];
  let paragraph = "";
  let fenced = false;
  const flush = (): void => {
    if (paragraph !== "") lines.push(...wrapLine(paragraph, width));
    paragraph = "";
  };
  for (const line of markdown.split("\n")) {
    const isFence = line.trimStart().startsWith("```");
    if (isFence || fenced || /^\s*(\||#)/.test(line)) {
      flush();
      lines.push(line.trimEnd());
      if (isFence) fenced = !fenced;
    } else if (line.trim() === "") {
      flush();
      if (lines.length > 0 && lines.at(-1) !== "") lines.push("");
    } else if (/^\s*([-*]|\d+\.) /.test(line)) {
      flush();
      paragraph = line.trimEnd();
    } else {
      paragraph = paragraph === "" ? line.trim() : `${paragraph} ${line.trim()}`;
    }
  }
  flush();
  return lines;
}

/** Wraps at blanks, but never inside `{@link ...}` or `code`; the lines of a list item after its first are indented. */
function wrapLine(text: string, width: number): string[] {
  const bullet = /^\s*(?:[-*]|\d+\.) /.exec(text)?.[0] ?? "";
  const hanging = " ".repeat(bullet.length);
  const words = text.slice(bullet.length).match(/(?:\{@[^}]*\}|`[^`]*`|[^\s`{]|[`{])+/g) ?? [];
  const lines: string[] = [];
  let line = bullet;
  let empty = true;
  for (const word of words) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = hanging;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

/** A word that begins with `@` would be read as a tag; the ones that the generator writes are added after this. */
function escapeTags(text: string): string {
  return text.replace(/(^|[\s(])@(?=[a-z])/gi, "$1\\@");
}

function escapeEnd(line: string): string {
  return line.replaceAll("*/", "*\\/");
}
