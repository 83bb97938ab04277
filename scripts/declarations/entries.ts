import { type Declaration, type DeclarationFiles, namesUsedBy } from "./declaration-file.js";

/** A file that package.json names, and the declarations that stand in it. */
export interface Entry {
  readonly path: string;
  /** What it declares, by name: what it exports first-hand, and what only this needs. */
  readonly own: Map<string, Declaration>;
  /** What it exports of another entry, by the other's path. */
  readonly passedOn: Map<string, Set<string>>;
  /** What it uses of another entry, by the other's path: from its name there to its name here. */
  readonly imported: Map<string, Map<string, string>>;
}

/**
 * Gives each declaration that can be reached one place: the entry that exports it, and not by way of another entry; of what
 * none exports, the one entry that needs it.
 */
export function assignToEntries(paths: readonly string[], files: DeclarationFiles): Entry[] {
  const entries = paths.map((path) => ({ path, own: new Map(), passedOn: new Map(), imported: new Map() }) as Entry);
  const homes = new Map<Declaration, Entry>();

  const take = (entry: Entry, declaration: Declaration): void => {
    const { name } = declaration;
    const other = homes.get(declaration) ?? entry;
    if (other !== entry) throw new Error(`${name} is declared for both ${other.path} and ${entry.path}`);
    if ((entry.own.get(name) ?? declaration) !== declaration)
      throw new Error(`${entry.path} has two things named ${name}`);
    homes.set(declaration, entry);
    entry.own.set(name, declaration);
  };

  for (const entry of entries) {
    for (const [name, [target]] of files.at(entry.path).exports) {
      const declaration = files.declaration(entry.path, name, "exports");
      if (target === undefined || declaration === undefined) continue;
      if (declaration.name !== name) throw new Error(`${entry.path} exports ${declaration.name} as ${name}`);
      if ("file" in target && target.file !== entry.path && paths.includes(target.file)) {
        entry.passedOn.set(target.file, (entry.passedOn.get(target.file) ?? new Set()).add(name));
      } else take(entry, declaration);
    }
  }
  for (const entry of entries) {
    // Grows while it is gone through.
    for (const declaration of entry.own.values()) {
      for (const local of namesUsedBy(declaration)) {
        const used = files.declaration(declaration.file.path, local);
        if (used === undefined) continue;
        const home = homes.get(used);
        if (home === undefined) take(entry, used);
        if (home === undefined || home === entry) {
          if (used.name !== local) throw new Error(`${declaration.file.path} names ${used.name} ${local}`);
          continue;
        }
        if (!files.at(home.path).exports.has(used.name)) {
          throw new Error(`${home.path} and ${entry.path} need ${used.name}, and neither exports it`);
        }
        const names = entry.imported.get(home.path) ?? new Map<string, string>();
        if ((names.get(used.name) ?? local) !== local) throw new Error(`${entry.path} names ${used.name} in two ways`);
        entry.imported.set(home.path, names.set(used.name, local));
      }
    }
  }
  return entries;
}
