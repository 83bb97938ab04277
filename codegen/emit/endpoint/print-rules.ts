import { capitalise } from "../names.js";
import type { Block, Statement } from "./rules.js";
import { shareEndings } from "./share-endings.js";
import { codeOnly, ifLines, indent, mentions, type PrintedFunction, use } from "./statements.js";

/** The longest body of a tree that stays where it is; a longer one becomes a function of its own. */
const longestBody = 30;

/**
 * Prints the body of `resolveEndpoint` and the functions that its longer parts became. Such a function is named by what
 * its rules are about; equal ones are one.
 */
export function printRules(block: Block): {
  readonly body: readonly string[];
  readonly functions: readonly PrintedFunction[];
} {
  const shared = shareEndings(block, "endpointOfHost");
  const printer = new Printer(shared.functions);
  const body = printer.block(withGuardClauses(shared.block), "endpoint", "For");
  const renamed = (lines: readonly string[]): string[] =>
    lines.map((line) => line.replace(/(?<=^\s*return )\w+(?=\()/, (name) => finalName(name, printer.renamed)));
  const functions = printer.functions.map((each) => ({ ...each, lines: renamed(each.lines) }));
  return { body: renamed(body), functions: inOrderOfUse(renamed(body), functions) };
}

function finalName(name: string, renamed: ReadonlyMap<string, string>): string {
  const next = renamed.get(name);
  return next === undefined ? name : finalName(next, renamed);
}

class Printer {
  readonly functions: PrintedFunction[];
  /** Functions that got another name after calls to them had been printed. */
  readonly renamed = new Map<string, string>();

  constructor(functions: readonly PrintedFunction[]) {
    this.functions = [...functions];
  }

  block(block: Block, path: string, joint: string): string[] {
    return block.statements.flatMap((statement) => this.#statement(statement, path, joint));
  }

  #statement(statement: Statement, path: string, joint: string): string[] {
    switch (statement.kind) {
      case "const":
        return [`const ${statement.identifier} = ${statement.value};`];
      case "return":
      case "throw":
        return [`${statement.kind} ${statement.value};`];
      default:
        return [...ifLines(statement.tests), ...this.#body(statement.body, path, joint).map(indent), "}"];
    }
  }

  #body(body: Block, path: string, joint: string): string[] {
    if (body.label === undefined || lineCount(body) <= longestBody) return this.block(body, path, joint);
    const name = `${path}${joint}${capitalise(body.label)}`;
    const lines = this.block(body, name, "And");
    // In the order of their use, so that functions which differ in a parameter's name alone are seen to be equal.
    const code = codeOnly(lines.join("\n"));
    const parameters = body.scope
      .variables()
      .filter(({ identifier }) => mentions(code, identifier))
      .sort((left, right) => code.search(use(left.identifier)) - code.search(use(right.identifier)));
    const called = this.#define({ name, parameters, lines });
    return [`return ${called}(${parameters.map(({ identifier }) => identifier).join(", ")});`];
  }

  /** The name of the function to call: an equal one that is there already, or the new one. */
  #define(wanted: PrintedFunction): string {
    const equal = this.functions.find((known) => signature(known) === signature(wanted));
    if (equal !== undefined) return this.#generalise(equal, wanted);
    const name = unusedName(wanted.name, new Set(this.functions.map((known) => known.name)));
    this.functions.push({ ...wanted, name });
    return name;
  }

  /** Lets one function serve two trees: what their names have in common becomes its name, as `endpointForARN`. */
  #generalise(known: PrintedFunction, wanted: PrintedFunction): string {
    const name = commonName(known.name, wanted.name);
    const others = this.functions.filter((other) => other !== known).map((other) => other.name);
    if (name === known.name || others.includes(name)) return known.name;
    this.renamed.set(known.name, name);
    const parameters = known.parameters.map((parameter, index) => {
      const other = wanted.parameters[index]?.identifier ?? parameter.identifier;
      return other === parameter.identifier
        ? parameter
        : { ...parameter, identifier: `given${commonName(parameter.identifier, other)}` };
    });
    const lines = known.parameters.reduce(
      (text, { identifier }, index) =>
        text.replace(new RegExp(use(identifier), "g"), parameters[index]?.identifier ?? identifier),
      known.lines.join("\n"),
    );
    this.functions[this.functions.indexOf(known)] = { name, parameters, lines: lines.split("\n") };
    return name;
  }
}

/** The words that two names begin and end with: `endpointForStreamARN` and `endpointForConsumerARN` share `endpointForARN`. */
function commonName(left: string, right: string): string {
  const [leftWords, rightWords] = [wordsOf(left), wordsOf(right)];
  const start = leftWords.findIndex((word, index) => word !== rightWords[index]);
  if (start === -1) return left;
  const fromEnd = (words: readonly string[]): string[] => words.slice(start).reverse();
  const [leftEnd, rightEnd] = [fromEnd(leftWords), fromEnd(rightWords)];
  const different = leftEnd.findIndex((word, index) => word !== rightEnd[index]);
  return [...leftWords.slice(0, start), ...leftEnd.slice(0, different === -1 ? undefined : different).reverse()].join(
    "",
  );
}

function wordsOf(name: string): readonly string[] {
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? [name];
}

/** What two functions share that differ in nothing but the names of their parameters. */
function signature({ parameters, lines }: PrintedFunction): string {
  const code = parameters.reduce(
    (text, { identifier }, index) => text.replace(new RegExp(use(identifier), "g"), `#${index}`),
    lines.join("\n"),
  );
  return JSON.stringify([parameters.map(({ type, optional }) => [type, optional]), code]);
}

function unusedName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
  return name;
}

/** Callers before what they call. */
function inOrderOfUse(body: readonly string[], functions: readonly PrintedFunction[]): PrintedFunction[] {
  const ordered = new Set<PrintedFunction>();
  let lines = body;
  while (lines.length > 0) {
    const code = lines.join("\n");
    const called = functions
      .filter((candidate) => !ordered.has(candidate) && code.includes(`${candidate.name}(`))
      .sort((left, right) => code.indexOf(`${left.name}(`) - code.indexOf(`${right.name}(`));
    for (const each of called) ordered.add(each);
    lines = called.flatMap((each) => each.lines);
  }
  return [...ordered];
}

/**
 * Turns `if (fits) { … } throw …` into `if (!fits) { throw … } …`, so that a chain of checks reads from top to bottom
 * instead of nesting.
 */
function withGuardClauses(block: Block): Block {
  const statements = block.statements.map((statement) =>
    statement.kind === "if" ? { ...statement, body: withGuardClauses(statement.body) } : statement,
  );
  const [check, otherwise] = statements.slice(-2);
  if (check?.kind !== "if" || otherwise?.kind !== "throw" || !isTerminal(check.body)) return { ...block, statements };
  const [test] = check.tests;
  if (test === undefined || check.tests.length > 1 || check.body.statements.length === 1)
    return { ...block, statements };
  const guard: Statement = {
    kind: "if",
    tests: [opposite(test)],
    body: { statements: [otherwise], scope: block.scope },
  };
  return { ...block, statements: [...statements.slice(0, -2), guard, ...check.body.statements] };
}

function isTerminal({ statements }: Block): boolean {
  const last = statements.at(-1);
  return last?.kind === "return" || last?.kind === "throw";
}

/** The opposite of a test that is a comparison, a call or a name. */
function opposite(test: string): string {
  const comparison = /^(.*) (===|!==) ([^?]*)$/.exec(test);
  if (comparison !== null) return `${comparison[1]} ${comparison[2] === "===" ? "!==" : "==="} ${comparison[3]}`;
  return test.startsWith("!") ? test.slice(1) : `!${test}`;
}

/** How much a block says, what it has in common with others included. */
function lineCount({ statements }: Block): number {
  return statements.reduce((count, statement) => {
    if (statement.kind === "if") return count + 2 + lineCount(statement.body);
    return count + (statement.kind === "return" ? (statement.standsFor ?? 1) : 1);
  }, 0);
}
