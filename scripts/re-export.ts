import { listsOf, mapLists, printList } from "./module-lists.js";

/**
 * Says `export { a } from "b"` where a module imports a name only to export it, as the entries of the package do with
 * nearly all of theirs: each such name is then written once.
 *
 * @param code A minified module, in which what is known at its top has a name of its own.
 */
export function reExport(code: string): string {
  const lists = listsOf(code);
  const occurrences = new Map<string, number>();
  for (const [word] of code.matchAll(/[\w$]+/g)) occurrences.set(word, (occurrences.get(word) ?? 0) + 1);

  const imported = new Set(lists.flatMap(({ keyword, specifiers }) => (keyword === "import" ? names(specifiers) : [])));
  /** What is exported, by its name in this module, to its name for others: all that occurs in no other place. */
  const passedOn = new Map<string, string>();
  for (const { keyword, source, specifiers } of lists) {
    if (keyword !== "export" || source !== undefined) continue;
    for (const [from, to] of specifiers) if (imported.has(from) && occurrences.get(from) === 2) passedOn.set(from, to);
  }

  return mapLists(code, (list) => {
    const { keyword, source, specifiers } = list;
    if (keyword === "import") {
      const kept = specifiers.filter(([, name]) => !passedOn.has(name));
      const passed = specifiers.flatMap(([from, name]) => {
        const to = passedOn.get(name);
        return to === undefined ? [] : [[from, to] as const];
      });
      return printList({ ...list, specifiers: kept }) + printList({ keyword: "export", specifiers: passed, source });
    }
    if (source !== undefined) return printList(list);
    return printList({ ...list, specifiers: specifiers.filter(([name]) => !passedOn.has(name)) });
  });
}

function names(specifiers: readonly (readonly [from: string, to: string])[]): string[] {
  return specifiers.map(([, to]) => to);
}
