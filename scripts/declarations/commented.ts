import { type Declaration, type DeclarationFiles, namesUsedBy } from "./declaration-file.js";

/** What generated code describes an operation and its service with: people pass that on, and look into none of it. */
const records: ReadonlySet<string> = new Set(["Operation", "Service"]);

/** What people get to see by way of these files, and whose comments they read therefore. */
export function reachedByPeople(paths: readonly string[], files: DeclarationFiles): ReadonlySet<Declaration> {
  const reached = new Set<Declaration>();
  const reach = (declaration: Declaration | undefined): void => {
    if (declaration !== undefined && !records.has(declaration.name)) reached.add(declaration);
  };
  for (const path of paths) {
    for (const name of files.at(path).exports.keys()) reach(files.declaration(path, name, "exports"));
  }
  // Grows while it is gone through.
  for (const declaration of reached) {
    for (const name of namesUsedBy(declaration)) reach(files.declaration(declaration.file.path, name));
  }
  return reached;
}
