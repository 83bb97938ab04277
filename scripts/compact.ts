/**
 * How both packages' JavaScript is written: short, and so that a stack still says where. Functions and classes keep their
 * names, as does all that a module declares, and each of them begins a line: in a file of one line a stack has nothing but
 * columns, and Node prints the line when an error is not caught.
 */
import type { OutputOptions, Plugin } from "rolldown";
import { parseAst } from "rolldown/parseAst";
import { exportOnce } from "./export-once.js";
import { reExport } from "./re-export.js";

const rewrite: Plugin = {
  name: "rewrite",
  generateBundle(_, bundle) {
    const codes = new Map<string, string>();
    for (const file of Object.values(bundle)) if (file.type === "chunk") codes.set(file.fileName, file.code);
    const written = exportOnce(codes);
    for (const file of Object.values(bundle)) {
      if (file.type === "chunk") file.code = inLines(asASCII(reExport(written.get(file.fileName) ?? file.code)));
    }
  },
};

export const compactOutput: OutputOptions = {
  format: "esm",
  // They would be said beside the names that stay.
  minifyInternalExports: false,
  // Documentation is in the declarations. Annotations are for the bundlers of those who use the package.
  comments: { legal: true, annotation: true, jsdoc: false },
  minify: {
    // Syntax that browsers and Node 20 both know.
    compress: { target: "es2022", keepNames: { function: true, class: true } },
    mangle: { toplevel: false, keepNames: true },
    codegen: { removeWhitespace: true },
  },
  plugins: [rewrite],
};

/**
 * Says what is not ASCII, which stands in texts only, by its number: of a file with nothing else the engine keeps a byte
 * for each character, not two.
 */
export function asASCII(code: string): string {
  return code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * Cuts the one line that the minifier makes of a file, which makes it half a hundredth longer. Each statement of the module
 * begins a line, each name that it declares, and each member of its classes.
 */
export function inLines(code: string): string {
  const starts: number[] = [];
  const beginEach = (nodes: readonly { readonly start: number }[]): void =>
    void starts.push(...nodes.map(({ start }) => start));
  const { body } = parseAst(code);
  beginEach(body);
  for (const statement of body) {
    if (statement.type === "ClassDeclaration") beginEach(statement.body.body);
    if (statement.type !== "VariableDeclaration") continue;
    const [, ...later] = statement.declarations;
    beginEach(later);
    for (const { init } of statement.declarations) if (init?.type === "ClassExpression") beginEach(init.body.body);
  }
  const cuts = starts.filter((start) => start > 0 && code[start - 1] !== "\n").sort((one, other) => one - other);
  return [0, ...cuts].map((start, index) => code.slice(start, cuts[index])).join("\n");
}
