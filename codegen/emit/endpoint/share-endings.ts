import type { Block, Statement } from "./rules.js";
import type { Variable } from "./scope.js";
import { mentions, type PrintedFunction, printStatements } from "./statements.js";

/** How often an ending must occur, and how many lines it must have, to become a function. */
const leastOccurrences = 3;
const leastLines = 8;

/** The parameter in a template. */
const placeholder = `\${host}`;

/** The last statements of a block, which decide the endpoint in any case. */
interface Ending {
  readonly block: Block;
  /** The index of the first of them. */
  readonly start: number;
  readonly statements: readonly Statement[];
}

/**
 * Makes a function of what blocks end with alike. Rules say for each kind of host once more what FIPS and dual-stack make
 * of it; such endings differ in one part of their URLs, which becomes a parameter.
 *
 * @param name of the function; a number is added to it from the second on
 */
export function shareEndings(block: Block, name: string): { block: Block; functions: readonly PrintedFunction[] } {
  const functions: PrintedFunction[] = [];
  let shared = block;
  for (;;) {
    const next = shareOne(shared, functions.length === 0 ? name : `${name}${functions.length + 1}`);
    if (next === undefined) return { block: shared, functions };
    functions.push(next.printed);
    shared = next.block;
  }
}

function shareOne(block: Block, name: string): { block: Block; printed: PrintedFunction } | undefined {
  const groups = new Map<string, Ending[]>();
  for (const ending of endingsOf(block)) {
    const key = skeleton(ending.statements);
    groups.set(key, [...(groups.get(key) ?? []), ending]);
  }
  const largestFirst = [...groups].sort(([, left], [, right]) => linesSaved(right) - linesSaved(left));
  for (const [, endings] of largestFirst) {
    if (endings.length < leastOccurrences) continue;
    const unified = unify(endings);
    if (unified === undefined) continue;
    const { parameters, statements, different } = unified;
    const host: Variable[] = different === undefined ? [] : [{ identifier: "host", type: "string", optional: false }];
    const given = parameters.map(({ identifier }) => identifier);
    const call = (ending: Ending): string => {
      const part = different?.(ending);
      return `${name}(${[...(part === undefined ? [] : [part]), ...given].join(", ")})`;
    };
    const printed = { name, parameters: [...host, ...parameters], lines: printStatements(statements) };
    const calls = new Map(endings.map((ending) => [ending.block, { ...ending, value: call(ending) }]));
    return { block: replace(block, calls), printed };
  }
  return undefined;
}

function* endingsOf(block: Block): Generator<Ending> {
  for (const statement of block.statements) if (statement.kind === "if") yield* endingsOf(statement.body);
  const last = block.statements.at(-1);
  if (last?.kind !== "return" && last?.kind !== "throw") return;
  for (let start = 0; start < block.statements.length; start++) {
    const statements = block.statements.slice(start);
    if (!hasConstants(statements) && printStatements(statements).length >= leastLines)
      yield { block, start, statements };
  }
}

/** What an ending computes for itself could not be told from outside. */
function hasConstants(statements: readonly Statement[]): boolean {
  return statements.some(
    (statement) => statement.kind === "const" || (statement.kind === "if" && hasConstants(statement.body.statements)),
  );
}

function linesSaved(endings: readonly Ending[]): number {
  return (endings.length - 1) * printStatements(endings[0]?.statements ?? []).length;
}

/** Statements without the texts of their URLs. */
function skeleton(statements: readonly Statement[]): string {
  return withTemplates(printStatements(statements).join("\n"), () => "``");
}

const template = /(?<=^\s*return .*)`(?:[^`\\]|\\.)*`/gm;

function withTemplates(code: string, text: (template: string, index: number) => string): string {
  let index = 0;
  return code.replace(template, (found) => text(found, index++));
}

/** The parts of a template: each `${…}` whole, and each character besides. */
function partsOf(text: string): readonly string[] {
  return text.slice(1, -1).match(/\$\{[^}]*\}|\\.|[\s\S]/g) ?? [];
}

interface Unified {
  readonly parameters: readonly Variable[];
  readonly statements: readonly Statement[];
  /** What an ending has in place of the parameter `host`, as an expression; undefined where all are equal. */
  readonly different?: (ending: Ending) => string;
}

/** One ending for all; undefined where they differ in more than one part of their URLs. */
function unify(endings: readonly Ending[]): Unified | undefined {
  const templates = endings.map(({ statements }) =>
    Array.from(printStatements(statements).join("\n").matchAll(template), ([text]) => partsOf(text)),
  );
  const [first = []] = templates;
  const common: { readonly start: string; readonly end: string }[] = [];
  const middles = endings.map(() => new Set<string>());
  for (const [hole, model] of first.entries()) {
    const all = templates.map((texts) => texts[hole] ?? []);
    const start = commonLength(all);
    const end = commonLength(all.map((parts) => parts.slice(start).reverse()));
    common.push({ start: model.slice(0, start).join(""), end: model.slice(model.length - end).join("") });
    for (const [index, parts] of all.entries()) middles[index]?.add(parts.slice(start, parts.length - end).join(""));
  }
  if (middles.some((found) => found.size > 1)) return undefined;
  const parts = middles.map(([middle = ""]) => middle);
  const equal = parts.every((part) => part === "");
  const [ending] = endings;
  if (ending === undefined) return undefined;
  let hole = 0;
  const statements = rewrite(ending.statements, () => {
    const { start = "", end = "" } = common[hole++] ?? {};
    return `\`${start}${equal ? "" : placeholder}${end}\``;
  });
  const parameters = sharedVariables(endings, printStatements(statements).join("\n"));
  if (parameters === undefined) return undefined;
  return {
    parameters,
    statements,
    ...(!equal && { different: (one: Ending) => `\`${parts[endings.indexOf(one)] ?? ""}\`` }),
  };
}

function commonLength(all: readonly (readonly string[])[]): number {
  const shortest = Math.min(...all.map((parts) => parts.length));
  const [model = []] = all;
  const different = model.findIndex((part, index) => all.some((parts) => parts[index] !== part));
  return different === -1 ? shortest : Math.min(different, shortest);
}

function rewrite(statements: readonly Statement[], text: () => string): Statement[] {
  return statements.map((statement) => {
    if (statement.kind === "return") {
      return { ...statement, value: statement.value.replace(/`(?:[^`\\]|\\.)*`/g, text) };
    }
    if (statement.kind !== "if") return statement;
    return { ...statement, body: { ...statement.body, statements: rewrite(statement.body.statements, text) } };
  });
}

/** What the code refers to; undefined where it is not the same for all endings, or not known outside of them. */
function sharedVariables(endings: readonly Ending[], code: string): readonly Variable[] | undefined {
  const lists = endings.map(({ block }) =>
    block.scope
      .variables()
      .filter(({ identifier }) => mentions(code, identifier))
      .sort((left, right) => (left.identifier < right.identifier ? -1 : 1)),
  );
  const [variables = []] = lists;
  const same = (list: readonly Variable[]): string =>
    JSON.stringify(list.map(({ identifier, type, optional }) => [identifier, type, optional]));
  const ofBlocks = endings.flatMap(({ block, start }) => block.statements.slice(0, start));
  const own = ofBlocks.some((statement) => statement.kind === "const" && mentions(code, statement.identifier));
  const taken = endings.some(({ block }) => block.scope.variables().some(({ identifier }) => identifier === "host"));
  return own || taken || lists.some((list) => same(list) !== same(variables)) ? undefined : variables;
}

/** The block with calls in place of those endings. */
function replace(block: Block, calls: ReadonlyMap<Block, Ending & { readonly value: string }>): Block {
  const ending = calls.get(block);
  const kept = block.statements
    .slice(0, ending?.start)
    .map((statement) => (statement.kind === "if" ? { ...statement, body: replace(statement.body, calls) } : statement));
  if (ending === undefined) return { ...block, statements: kept };
  const { value, statements } = ending;
  return { ...block, statements: [...kept, { kind: "return", value, standsFor: printStatements(statements).length }] };
}
