import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ts } from "ts-morph";

/** What a name in one file stands for: a declaration there, or a name of another file. */
export type Target = { readonly statement: ts.Statement } | { readonly file: string; readonly name: string };

/** A file of declarations, as the compiler wrote it: what it declares, imports and exports, by name. */
export interface DeclarationFile {
  readonly path: string;
  readonly source: ts.SourceFile;
  /** What the file declares and imports, by the name that it has there. */
  readonly names: ReadonlyMap<string, readonly Target[]>;
  /** What it exports, by the name that it has for others. */
  readonly exports: ReadonlyMap<string, readonly Target[]>;
  /** Imports of other packages and of Node's modules, which stay as they are. */
  readonly foreign: readonly ts.ImportDeclaration[];
}

/** What a name comes down to: the statements that declare it, more than one for overloads. */
export interface Declaration {
  readonly file: DeclarationFile;
  readonly name: string;
  readonly statements: readonly ts.Statement[];
}

/** A package's files, each read once. */
export class DeclarationFiles {
  readonly #files = new Map<string, DeclarationFile>();
  readonly #declarations = new Map<string, Declaration>();

  at(path: string): DeclarationFile {
    const file = this.#files.get(path) ?? readFile(path);
    this.#files.set(path, file);
    return file;
  }

  /** What a file means by a name, or exports by it; undefined for names of other packages and of the language. */
  declaration(path: string, name: string, scope: "names" | "exports" = "names"): Declaration | undefined {
    const file = this.at(path);
    const targets = file[scope].get(name) ?? [];
    const [first] = targets;
    if (first === undefined) return undefined;
    if ("file" in first) return this.declaration(first.file, first.name, "exports");
    const key = `${path} ${name}`;
    const known = this.#declarations.get(key);
    if (known !== undefined) return known;
    const statements = targets.flatMap((target) => ("statement" in target ? [target.statement] : []));
    const declaration = { file, name, statements };
    this.#declarations.set(key, declaration);
    return declaration;
  }
}

function readFile(path: string): DeclarationFile {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest);
  const names = new Map<string, Target[]>();
  const exports = new Map<string, Target[]>();
  const foreign: ts.ImportDeclaration[] = [];
  const add = (map: Map<string, Target[]>, name: string, target: Target): void => {
    map.set(name, [...(map.get(name) ?? []), target]);
  };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
      const from = specifierOf(statement);
      if (from !== undefined && !from.startsWith(".")) {
        if (ts.isExportDeclaration(statement)) throw new Error(`${path} exports what is another package's: ${from}`);
        foreign.push(statement);
        continue;
      }
      const file = from === undefined ? path : resolve(dirname(path), from.replace(/\.js$/, ".d.ts"));
      for (const { name, propertyName } of listOf(path, statement)) {
        const target = { file, name: (propertyName ?? name).text };
        add(ts.isImportDeclaration(statement) ? names : exports, name.text, target);
      }
    } else {
      for (const name of declaredBy(statement)) {
        add(names, name, { statement });
        if (hasModifier(statement, ts.SyntaxKind.ExportKeyword)) add(exports, name, { statement });
      }
    }
  }
  return { path, source, names, exports, foreign };
}

function specifierOf({ moduleSpecifier }: ts.ImportDeclaration | ts.ExportDeclaration): string | undefined {
  return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
}

function listOf(
  path: string,
  statement: ts.ImportDeclaration | ts.ExportDeclaration,
): readonly { readonly name: ts.Identifier; readonly propertyName?: ts.Identifier }[] {
  const list = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
  if (list === undefined || !(ts.isNamedImports(list) || ts.isNamedExports(list))) {
    throw new Error(
      `${path} imports or exports something that has no name: teach ${import.meta.filename} to follow it`,
    );
  }
  return list.elements as unknown as readonly { readonly name: ts.Identifier; readonly propertyName?: ts.Identifier }[];
}

function declaredBy(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => (ts.isIdentifier(name) ? name.text : ""));
  }
  const { name } = statement as ts.DeclarationStatement;
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

function hasModifier(statement: ts.Statement, kind: ts.SyntaxKind): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some((modifier) => modifier.kind === kind);
}

/** The names that a declaration uses of its file; those of members and parameters are its own. */
export function namesUsedBy({ file, statements }: Declaration): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) used.add(node.text);
    if (ts.isImportTypeNode(node)) {
      throw new Error(`${file.path} has an import() in a type: teach ${import.meta.filename} to follow it`);
    }
    ts.forEachChild(node, (child) => {
      if (!isOwnName(node, child)) visit(child);
    });
  };
  for (const statement of statements) visit(statement);
  return used;
}

function isOwnName(node: ts.Node, child: ts.Node): boolean {
  if (!ts.isIdentifier(child)) return false;
  if (ts.isQualifiedName(node)) return child === node.right;
  if (ts.isPropertyAccessExpression(node)) return child === node.name;
  return (ts.isTypeElement(node) || ts.isClassElement(node) || ts.isParameter(node)) && child === node.name;
}
