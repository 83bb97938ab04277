/**
 * Removes the declarations in a package's dist/ that nobody can reach: the compiler writes one for each source, and most of
 * them are the package's own affair. What package.json names under `types` is kept with all that it exports, and whatever
 * that refers to. What only `shardwright/runtime` or the record of an operation leads to goes without comments: generated
 * code names it, and no person. The rest is indented with tabs, so that indentation is a byte a level. Argument: the package's folder.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ts } from "ts-morph";

/** What a name in one file stands for: a declaration there, or a name of another file. */
type Target = { readonly statement: ts.Statement } | { readonly file: string; readonly name: string };

interface DeclarationFile {
  readonly source: ts.SourceFile;
  /** What the file declares and imports, by local name. */
  readonly names: ReadonlyMap<string, readonly Target[]>;
  /** What it exports from elsewhere, by exported name. */
  readonly exports: ReadonlyMap<string, Target>;
}

const root = resolve(process.argv[2] ?? ".");
const dist = join(root, "dist");
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const files = new Map<string, DeclarationFile>();
let kept = new Set<ts.Statement>();
/** Names that a kept declaration uses, by file: whose imports are kept. */
let used = new Map<string, Set<string>>();

/** What generated code describes an operation and its service with: people pass that on, and look into none of it. */
const records: ReadonlySet<string> = new Set(["Operation", "Service"]);
let isForPeople = true;

const { "./runtime": forGenerated, ...forPeople } = exports;
for (const entry of entriesOf(forPeople)) keepAll(entry);
const commented = kept;
isForPeople = false;
kept = new Set();
used = new Map();
const entries = entriesOf({ forPeople, forGenerated });
for (const entry of entries) keepAll(entry);

for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  if (!name.endsWith(".d.ts")) continue;
  const path = join(dist, name);
  const text = prunedText(path);
  if (text === "" && !entries.includes(path)) rmSync(path);
  else writeFileSync(path, text === "" ? "export {};\n" : text);
}

/** Keeps what a file exports. */
function keepAll(path: string): void {
  const { source, exports: from } = fileAt(path);
  for (const name of from.keys()) keep(path, name);
  for (const statement of source.statements) if (isExported(statement)) keepStatement(path, statement);
}

/** Keeps what a name means in a file, for the file itself or for those who import it. */
function keep(path: string, name: string): void {
  const { names, exports: from } = fileAt(path);
  const targets = [...(names.get(name) ?? []), ...(from.has(name) ? [from.get(name) as Target] : [])];
  for (const target of targets) {
    if ("statement" in target) {
      keepStatement(path, target.statement);
      continue;
    }
    const uses = used.get(path) ?? new Set();
    used.set(path, uses);
    if (uses.has(name)) continue;
    uses.add(name);
    keep(target.file, target.name);
  }
}

function keepStatement(path: string, statement: ts.Statement): void {
  if (kept.has(statement)) return;
  if (isForPeople && declaredBy(statement).some((name) => records.has(name))) return;
  kept.add(statement);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) keep(path, node.text);
    if (ts.isImportTypeNode(node)) throw new Error(`${path} has an import() in a type: teach this script to follow it`);
    ts.forEachChild(node, visit);
  };
  visit(statement);
}

function fileAt(path: string): DeclarationFile {
  const known = files.get(path);
  if (known !== undefined) return known;
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest);
  const names = new Map<string, Target[]>();
  const from = new Map<string, Target>();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
      if (isForeign(path, statement)) continue;
      const file = fileOf(path, statement) ?? path;
      for (const { name, propertyName } of specifiersOf(path, statement)) {
        const target = { file, name: (propertyName ?? name).text };
        if (ts.isImportDeclaration(statement)) names.set(name.text, [target]);
        else from.set(name.text, target);
      }
    } else {
      for (const name of declaredBy(statement)) names.set(name, [...(names.get(name) ?? []), { statement }]);
    }
  }
  const file = { source, names, exports: from };
  files.set(path, file);
  return file;
}

/** The file that a declaration imports from; undefined for what is not the package's own. */
function fileOf(path: string, { moduleSpecifier }: ts.ImportDeclaration | ts.ExportDeclaration): string | undefined {
  const specifier = moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
  return specifier.startsWith(".") ? resolve(dirname(path), specifier.replace(/\.js$/, ".d.ts")) : undefined;
}

/** What comes from other packages and from Node is kept as it is. */
function isForeign(path: string, statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  return statement.moduleSpecifier !== undefined && fileOf(path, statement) === undefined;
}

type Specifier = { readonly name: ts.Identifier; readonly propertyName?: ts.Identifier };

function specifiersOf(path: string, statement: ts.ImportDeclaration | ts.ExportDeclaration): readonly Specifier[] {
  const list = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
  if (list === undefined || !(ts.isNamedImports(list) || ts.isNamedExports(list))) {
    throw new Error(`${path} imports or exports something that has no name: teach this script to follow it`);
  }
  return list.elements as unknown as readonly Specifier[];
}

function declaredBy(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => (ts.isIdentifier(name) ? name.text : ""));
  }
  const { name } = statement as ts.DeclarationStatement;
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/** A file's text without what is not kept; empty when nothing is. */
function prunedText(path: string): string {
  const file = files.get(path);
  if (file === undefined) return "";
  const uses = used.get(path) ?? new Set();
  const { source } = file;
  const texts = source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) {
      if (!kept.has(statement)) return [];
      const text = statement.getFullText(source).trim();
      return [commented.has(statement) ? text : text.replace(/^ *\/\*\*[\s\S]*?\*\/ *\n?/gm, "")];
    }
    if (isForeign(path, statement)) return [statement.getText(source)];
    const elements = specifiersOf(path, statement).filter(({ name }) => uses.has(name.text));
    if (elements.length === 0) return [];
    const names = elements.map((element) => (element as unknown as ts.Node).getText(source)).join(", ");
    return [statement.getText(source).replace(/\{[^}]*\}/, `{ ${names} }`)];
  });
  return texts.every((text) => text.startsWith("import "))
    ? ""
    : `${texts.join("\n").replace(/^(?: {4})+/gm, (indent) => "\t".repeat(indent.length / 4))}\n`;
}

/** Every path under a key `types`, however deep. */
function entriesOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "types" && typeof inner === "string" ? [resolve(root, inner)] : entriesOf(inner),
  );
}
