import { describe, expect, test } from "vitest";
import { brief, docComment, docCommentText } from "../../../codegen/emit/doc-comment.js";
import { lineWidth } from "../../../codegen/emit/long-lines.js";

describe("docCommentText", () => {
  test("a short text stands on one line", () => {
    expect(docCommentText({ text: "Says it." })).toBe("/** Says it. */\n");
    expect(docCommentText({ text: "Says it.", depth: 1 })).toBe("  /** Says it. */\n");
  });

  test("nothing to say gives no comment", () => {
    expect(docCommentText({ text: " \n" })).toBe("");
    expect(docComment({ text: "", facts: [] })).toEqual([]);
  });

  test("text, facts and tags are paragraphs", () => {
    const text = docCommentText({
      text: "Writes a record.\n\nMore.",
      facts: ["1 to 3 items.", "Default: `1`."],
      deprecated: "Use another.",
      throws: [{ name: "BusyException", text: "Too busy. Try later." }],
    });
    expect(text).toBe(
      `/**
 * Writes a record.
 *
 * More.
 *
 * 1 to 3 items. Default: \`1\`.
 *
 * @deprecated Use another.
 * @throws BusyException: Too busy.
 */
`,
    );
  });

  test.each([0, 1, 2])("no line is wider than the limit at depth %d", (depth) => {
    const text = docCommentText({ text: "word ".repeat(100), facts: [`- ${"item ".repeat(60)}`], depth });
    const widths = text.split("\n").map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(lineWidth);
    expect(Math.max(...widths)).toBeGreaterThan(lineWidth - 8);
  });

  test("neither code nor a link is torn apart", () => {
    const pattern = `\`^${"a b ".repeat(5)}$\``;
    const text = docCommentText({ text: `${"word ".repeat(20)} matching ${pattern} and {@link Some Thing}.` });
    expect(text).toContain(pattern);
    expect(text).toContain("{@link Some Thing}");
  });

  test("list items hang, code fences stay", () => {
    const text = docCommentText({ text: `- ${"word ".repeat(40)}\n- b\n\n\`\`\`ts\nconst   x = 1;\n\`\`\`` });
    expect(text).toMatch(/\n \* {3}word/);
    expect(text).toContain("\n * - b\n *\n * ```ts\n * const   x = 1;\n * ```\n");
  });

  test("what would end the comment or begin a tag is made harmless", () => {
    const text = docCommentText({ text: "Ends */ here; mail a@b.c, @see this (@param)." });
    expect(text).toBe("/** Ends *\\/ here; mail a@b.c, \\@see this (\\@param). */\n");
    expect(text.indexOf("*/")).toBe(text.length - 3);
  });

  test("facts with a head line and items become a list", () => {
    const text = docCommentText({ text: "", facts: ["Limits:", "- one", "- two", "", "Last.", "Sentence."] });
    expect(text).toBe("/**\n * Limits:\n * - one\n * - two\n *\n * Last. Sentence.\n */\n");
  });
});

test("brief is the first paragraph on one line", () => {
  expect(brief("One\ntwo.\n\nThree.")).toBe("One two.");
});
