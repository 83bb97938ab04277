import { fileNamed, listsOf, mapLists, printList } from "./module-lists.js";

/**
 * Takes away the second names under which the bundler exports what a file holds of an entry and of other modules: one
 * that the entry exports it by, and one with a number for the other files of the build. These import it by the first.
 *
 * @param codes The minified modules of a build, by the names of their files.
 */
export function exportOnce(codes: ReadonlyMap<string, string>): Map<string, string> {
  const first = new Map<string, ReadonlyMap<string, string>>();
  for (const [file, code] of codes) first.set(file, firstNames(code));
  const rewritten = new Map<string, string>();
  for (const [file, code] of codes) {
    const text = mapLists(code, (list) => {
      const { source, specifiers } = list;
      if (source === undefined) {
        return printList({ ...list, specifiers: specifiers.filter(([, name]) => !first.get(file)?.has(name)) });
      }
      const names = first.get(fileNamed(source, file) ?? "");
      return printList({ ...list, specifiers: specifiers.map(([from, to]) => [names?.get(from) ?? from, to]) });
    });
    rewritten.set(file, text);
  }
  return rewritten;
}

/** Of each name with a number the name without, where both are exported and mean the same. */
function firstNames(code: string): ReadonlyMap<string, string> {
  const exported = listsOf(code).flatMap(({ keyword, source, specifiers }) =>
    keyword === "export" && source === undefined ? specifiers : [],
  );
  const localOf = new Map(exported.map(([local, name]) => [name, local]));
  const first = new Map<string, string>();
  for (const [local, name] of exported) {
    const plain = name.replace(/\$\d+$/, "");
    if (plain !== name && localOf.get(plain) === local) first.set(name, plain);
  }
  return first;
}
