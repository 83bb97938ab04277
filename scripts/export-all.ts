import { fileNamed, listsOf, mapLists, printList } from "./module-lists.js";

/** What a file exports: by its name, the file and the name where it is defined. */
type Exports = ReadonlyMap<string, string>;

/**
 * Says `export * from "b"` where a module exports whatever `b` does: the same by the same name, or something of its own
 * instead, which goes before.
 *
 * @param codes The minified modules of a build, by the names of their files.
 */
export function exportAll(codes: ReadonlyMap<string, string>): Map<string, string> {
  const exportsOf = resolver(codes);
  const rewritten = new Map<string, string>();
  for (const [file, code] of codes) {
    const mine = exportsOf(file);
    const theirs = (source: string): Exports => exportsOf(fileNamed(source, file) ?? "");
    const sources = listsOf(code).flatMap(({ keyword, source }) => (keyword === "export" ? (source ?? []) : []));
    const whole = sources.find((source) => passesAll(file, mine, theirs(source)));
    rewritten.set(file, whole === undefined ? code : withAll(code, whole, mine, theirs(whole)));
  }
  return rewritten;
}

function resolver(codes: ReadonlyMap<string, string>): (file: string) => Exports {
  interface Names {
    /** By the name that the file exports or has imported: where it has it from, and the name there. */
    readonly exported: ReadonlyMap<string, readonly [source: string | undefined, name: string]>;
    readonly imported: ReadonlyMap<string, readonly [source: string | undefined, name: string]>;
  }
  const files = new Map<string, Names>();
  for (const [file, code] of codes) {
    const lists = listsOf(code);
    const names = (wanted: "import" | "export"): Names["exported"] =>
      new Map(
        lists.flatMap(({ keyword, specifiers, source }) =>
          keyword === wanted ? specifiers.map(([from, to]) => [to, [source, from]] as const) : [],
        ),
      );
    files.set(file, { exported: names("export"), imported: names("import") });
  }

  function origin(file: string, name: string): string {
    const [source, local] = files.get(file)?.exported.get(name) ?? [undefined, name];
    const [from, there] = source === undefined ? (files.get(file)?.imported.get(local) ?? []) : [source, local];
    if (from === undefined || there === undefined) return `${file} ${local}`;
    const other = fileNamed(from, file);
    return other === undefined ? `${from} ${there}` : origin(other, there);
  }
  return (file) => {
    const names = [...(files.get(file)?.exported.keys() ?? [])];
    return new Map(names.map((name) => [name, origin(file, name)]));
  };
}

function passesAll(file: string, mine: Exports, theirs: Exports): boolean {
  const isOwn = (name: string): boolean => mine.get(name)?.startsWith(`${file} `) === true;
  return theirs.size > 1 && [...theirs].every(([name, origin]) => mine.get(name) === origin || isOwn(name));
}

function withAll(code: string, whole: string, mine: Exports, theirs: Exports): string {
  const isTheirs = (name: string): boolean => theirs.has(name) && theirs.get(name) === mine.get(name);
  let isSaid = false;
  return mapLists(code, (list) => {
    const { keyword, source, specifiers } = list;
    if (keyword === "import" || source === undefined) return printList(list);
    const rest = printList({ ...list, specifiers: specifiers.filter(([, name]) => !isTheirs(name)) });
    if (source !== whole || isSaid) return rest;
    isSaid = true;
    return `export*from"${whole}";${rest}`;
  });
}
