/** The lists of names that minified modules import and export, as statements of their own. */
import { posix } from "node:path";
import { parseAst } from "rolldown/parseAst";

/** A name as one side of the list knows it, and as the other does: `from as to`. */
export type Specifier = readonly [from: string, to: string];

/** What `import{...}from"..."`, `export{...}from"..."` or `export{...}` says. */
export interface ModuleList {
  readonly keyword: "import" | "export";
  readonly specifiers: readonly Specifier[];
  /** The other module, as the statement spells it. */
  readonly source: string | undefined;
}

const pattern = /^(import|export)\{([^}]*)\}(?:from"([^"]*)")?;?$/;

/** The list that a statement is, if it is one. */
export function listOf(statement: string): ModuleList | undefined {
  const [, keyword, names = "", source] = pattern.exec(statement) ?? [];
  if (keyword !== "import" && keyword !== "export") return undefined;
  const specifiers = names.split(",").flatMap((specifier) => {
    const [from = "", to = from] = specifier.split(" as ");
    return from === "" ? [] : [[from, to] as const];
  });
  return { keyword, specifiers, source };
}

/** The statement that says a list; none if it is empty. */
export function printList({ keyword, specifiers, source }: ModuleList): string {
  if (specifiers.length === 0) return "";
  const names = specifiers.map(([from, to]) => (from === to ? from : `${from} as ${to}`));
  return `${keyword}{${names.join(",")}}${source === undefined ? "" : `from"${source}"`};`;
}

/** All lists of a module, in their order. */
export function listsOf(code: string): readonly ModuleList[] {
  return parseAst(code).body.flatMap(({ start, end }) => listOf(code.slice(start, end)) ?? []);
}

/** A module with its lists rewritten; all else stays as it is. */
export function mapLists(code: string, rewrite: (list: ModuleList) => string): string {
  let result = "";
  let done = 0;
  for (const { start, end } of parseAst(code).body) {
    const list = listOf(code.slice(start, end));
    result += code.slice(done, start) + (list === undefined ? code.slice(start, end) : rewrite(list));
    done = end;
  }
  return result + code.slice(done);
}

/** The file that a module of the same build names so; undefined for packages. */
export function fileNamed(source: string | undefined, importer: string): string | undefined {
  return source?.startsWith(".") ? posix.join(posix.dirname(importer), source) : undefined;
}
