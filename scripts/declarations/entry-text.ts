import { dirname, relative } from "node:path";
import { ts } from "ts-morph";
import { type Declaration, type DeclarationFiles, namesUsedBy } from "./declaration-file.js";
import type { Entry } from "./entries.js";

/** The text of an entry's file of declarations: imports, what it passes on, and its declarations in the order of exports. */
export function entryText(
  entry: Entry,
  entries: readonly Entry[],
  files: DeclarationFiles,
  commented: ReadonlySet<Declaration>,
): string {
  const { exports } = files.at(entry.path);
  const own = [...entry.own.values()];
  const declarations = own.flatMap((declaration) => {
    const isExported = exports.has(declaration.name);
    return declaration.statements.map((statement) => {
      return statementText(statement, declaration.file.source, isExported, commented.has(declaration));
    });
  });
  const exportLines = [...entry.passedOn].map(([path, names]) => {
    const other = entries.find((candidate) => candidate.path === path);
    return exportText(names, specifier(entry.path, path), new Set(exports.keys()), exportsOf(other, files));
  });
  // Without any, all that a file of declarations has at its top counts as exported.
  const isClosed = exportLines.length > 0 || own.every(({ name }) => exports.has(name));
  const lines = [
    ...foreignImports(own),
    ...[...entry.imported].map(([path, names]) => importText(names, specifier(entry.path, path))),
    ...exportLines,
    ...(isClosed ? [] : ["export {};"]),
    ...declarations,
  ];
  return `${lines.join("\n").replace(/^(?: {4})+/gm, (indent) => "\t".repeat(indent.length / 4))}\n`;
}

function exportsOf(entry: Entry | undefined, files: DeclarationFiles): readonly string[] {
  return entry === undefined ? [] : [...files.at(entry.path).exports.keys()];
}

/** A declaration that is exported needs no `declare`, nor does a type. */
function statementText(
  statement: ts.Statement,
  source: ts.SourceFile,
  isExported: boolean,
  isCommented: boolean,
): string {
  const start = statement.getStart(source);
  const text = source.text.slice(start, statement.end).replace(/^(?:export )?(?:declare )?/, "");
  const comment = source.text.slice(statement.getFullStart(), start).trim();
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  const declaration = `${isExported ? "export " : isType ? "" : "declare "}${text}`;
  if (!isCommented) return declaration.replace(/\s*\/\*\*[\s\S]*?\*\//g, "");
  return comment === "" ? declaration : `${comment}\n${declaration}`;
}

function importText(names: ReadonlyMap<string, string>, from: string): string {
  const list = [...names].map(([name, local]) => (name === local ? name : `${name} as ${local}`));
  return `import { ${list.sort().join(", ")} } from ${from};`;
}

/** A list of names, or a star where the list has all that the other file exports and this one does not declare itself. */
function exportText(
  names: ReadonlySet<string>,
  from: string,
  exports: ReadonlySet<string>,
  all: readonly string[],
): string {
  if (all.every((name) => exports.has(name))) return `export * from ${from};`;
  return `export { ${[...names].sort().join(", ")} } from ${from};`;
}

function foreignImports(own: readonly Declaration[]): string[] {
  const lines = own.flatMap((declaration) => {
    const used = namesUsedBy(declaration);
    return declaration.file.foreign.flatMap((statement) => {
      const list = statement.importClause?.namedBindings;
      const names = list !== undefined && ts.isNamedImports(list) ? list.elements.map(({ name }) => name.text) : [];
      return names.some((name) => used.has(name)) ? [statement.getText(declaration.file.source)] : [];
    });
  });
  return [...new Set(lines)];
}

function specifier(from: string, to: string): string {
  const path = relative(dirname(from), to).replace(/\.d\.ts$/, ".js");
  return JSON.stringify(path.startsWith(".") ? path : `./${path}`);
}
