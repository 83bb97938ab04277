/**
 * TypeScript in Markdown, found for the tests that compile and run it.
 *
 *     ```ts             compiled and run by itself, against a server with an ACTIVE stream `orders` of two shards
 *     ```ts continued   the same, after the block before it in the file
 *     ```ts no-run      compiled only
 */

/** What one block of code amounts to. */
export interface CodeBlock {
  /** The file, as given. */
  readonly file: string;
  /** The line that its fence is on, from 1. */
  readonly line: number;
  /** Its text; of a continued block also that of those before it. */
  readonly code: string;
  readonly run: boolean;
}

const words: ReadonlySet<string> = new Set(["continued", "no-run"]);

/** Every TypeScript block of a Markdown text. Throws on a fence that says something else, or that never ends. */
export function codeBlocks(file: string, markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const lines = markdown.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const fence = /^(\s*)(```+)(\S*)\s*(.*)$/.exec(lines[index] ?? "");
    if (fence === null) continue;
    const [, indentation = "", ticks = "", language = "", info = ""] = fence;
    const end = lines.findIndex((line, at) => at > index && line.trim() === ticks);
    if (end === -1) throw new Error(`${file}:${index + 1}: the code block never ends.`);
    if (language === "ts" || language === "typescript") {
      const marks = info.split(/\s+/).filter((word) => word !== "");
      const unknown = marks.find((word) => !words.has(word));
      if (unknown !== undefined) throw new Error(`${file}:${index + 1}: unknown word "${unknown}" after \`\`\`ts.`);
      const own = lines
        .slice(index + 1, end)
        .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line));
      blocks.push({
        file,
        line: index + 1,
        code: `${[...before(blocks, marks, `${file}:${index + 1}`), ...own].join("\n")}\n`,
        run: !marks.includes("no-run"),
      });
    }
    index = end;
  }
  return blocks;
}

function before(blocks: readonly CodeBlock[], marks: readonly string[], place: string): string[] {
  if (!marks.includes("continued")) return [];
  const last = blocks.at(-1);
  if (last === undefined) throw new Error(`${place}: there is no block to continue.`);
  return [last.code];
}
