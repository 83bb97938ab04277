import { parseAst } from "rolldown/parseAst";

const importList = /^import\{([^}]*)\}(from"[^"]*";)$/;
const exportList = /^export\{([^}]*)\};?$/;

/**
 * Says `export { a } from "b"` where a module imports a name only to export it, as the entries of the package do with
 * nearly all of theirs: each such name is then written once.
 *
 * @param code A minified module, in which what is known at its top has a name of its own.
 */
export function reExport(code: string): string {
  const statements = parseAst(code).body.map(({ start, end }) => ({ start, end, text: code.slice(start, end) }));
  const occurrences = new Map<string, number>();
  for (const [word] of code.matchAll(/[\w$]+/g)) occurrences.set(word, (occurrences.get(word) ?? 0) + 1);

  /** What is imported, by its name in this module, to its name in the other. */
  const imported = new Map<string, string>();
  for (const { text } of statements) for (const [from, to] of specifiers(importList, text)) imported.set(to, from);
  /** What is exported, by its name in this module, to its name for others: all that occurs in no other place. */
  const passedOn = new Map<string, string>();
  for (const { text } of statements) {
    for (const [from, to] of specifiers(exportList, text)) {
      if (imported.has(from) && occurrences.get(from) === 2) passedOn.set(from, to);
    }
  }

  let result = "";
  let done = 0;
  for (const { start, end, text } of statements) {
    result += code.slice(done, start) + rewritten(text, passedOn);
    done = end;
  }
  return result + code.slice(done);
}

function rewritten(text: string, passedOn: ReadonlyMap<string, string>): string {
  const [, , source = ""] = importList.exec(text) ?? [];
  if (source !== "") {
    const all = specifiers(importList, text);
    const kept = all.filter(([, name]) => !passedOn.has(name));
    const passed = all.flatMap(([from, name]) => {
      const to = passedOn.get(name);
      return to === undefined ? [] : [[from, to] as const];
    });
    return list("import", kept, source) + list("export", passed, source);
  }
  if (!exportList.test(text)) return text;
  return list(
    "export",
    specifiers(exportList, text).filter(([name]) => !passedOn.has(name)),
    ";",
  );
}

type Specifier = readonly [from: string, to: string];

function specifiers(pattern: RegExp, text: string): Specifier[] {
  const [, names = ""] = pattern.exec(text) ?? [];
  return names.split(",").flatMap((specifier) => {
    const [from = "", to = from] = specifier.split(" as ");
    return from === "" ? [] : [[from, to] as const];
  });
}

function list(keyword: string, all: readonly Specifier[], end: string): string {
  if (all.length === 0) return "";
  return `${keyword}{${all.map(([from, to]) => (from === to ? from : `${from} as ${to}`)).join(",")}}${end}`;
}
