import type { Statement } from "./rules.js";
import type { ValueType, Variable } from "./scope.js";

/** A function of the generated module. */
export interface PrintedFunction {
  readonly name: string;
  readonly parameters: readonly Variable[];
  readonly lines: readonly string[];
}

/** The type of a variable, and the type to import for it, if any. */
export const typeNames: { readonly [type in ValueType]: string } = {
  string: "string",
  boolean: "boolean",
  number: "number",
  stringArray: "readonly string[]",
  partition: "Partition",
  arn: "Arn",
  url: "EndpointUrl",
};

/** Statements as lines of code, whatever their length. */
export function printStatements(statements: readonly Statement[]): string[] {
  return statements.flatMap((statement) => {
    if (statement.kind === "const") return [`const ${statement.identifier} = ${statement.value};`];
    if (statement.kind !== "if") return [`${statement.kind} ${statement.value};`];
    return [...ifLines(statement.tests), ...printStatements(statement.body.statements).map(indent), "}"];
  });
}

/** Tests on one line, or one a line where they would be too wide. */
export function ifLines(tests: readonly string[]): string[] {
  const all = tests.join(" && ");
  if (all.length <= 90) return [`if (${all}) {`];
  return ["if (", ...tests.map((test, index) => indent(index < tests.length - 1 ? `${test} &&` : test)), ") {"];
}

/** A line of a block. */
export function indent(line: string): string {
  return `  ${line}`;
}

/** Code without the text of its strings: what is left of a template are its expressions. */
export function codeOnly(code: string): string {
  return code.replace(/"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g, (text) =>
    text.startsWith('"')
      ? '""'
      : Array.from(text.matchAll(/\$\{([^}]*)\}/g), ([, expression]) => `(${expression})`).join(" "),
  );
}

/** Whether code uses an identifier: not as the name of a member, nor as a key of an object. */
export function mentions(code: string, identifier: string): boolean {
  return new RegExp(use(identifier)).test(codeOnly(code));
}

/** The pattern of an identifier where it is used. */
export function use(identifier: string): string {
  return `(?<![.\\w$])${identifier.replaceAll("$", "\\$")}(?![\\w$:])`;
}
