/** A golden scenario: a small model, and what the generator has to write for it. */
export interface Scenario {
  readonly name: string;
  readonly model: string;
  readonly expected: readonly { readonly path: string; readonly text: string }[];
}

const fence = /^```(\w+)[ \t]*(\S*)[ \t]*\n([\s\S]*?)^```[ \t]*$/gm;

/**
 * Reads a scenario from Markdown: one block marked `json` with the model, then blocks marked `ts <path>`, each the text
 * of that file or an excerpt of whole lines. Prose between them says what the scenario shows.
 *
 * @throws {Error} when the model or the expectations are missing: such a scenario would pass for nothing.
 */
export function readScenario(name: string, markdown: string): Scenario {
  const blocks = [...markdown.matchAll(fence)].map(([, language = "", path = "", text = ""]) => ({
    language,
    path,
    text,
  }));
  const models = blocks.filter(({ language }) => language === "json");
  const expected = blocks.filter(({ language }) => language === "ts");
  const [model] = models;
  if (model === undefined || models.length > 1) throw new Error(`${name}: needs one block marked json, with the model`);
  if (expected.length === 0) throw new Error(`${name}: has no block marked ts, so it expects nothing`);
  for (const { path, text } of expected) {
    if (path === "") throw new Error(`${name}: a block marked ts does not name its file`);
    if (text.trim() === "") throw new Error(`${name}: the block for ${path} is empty`);
  }
  return { name, model: model.text, expected };
}
