import type { RuntimeSymbol } from "../runtime-imports.js";

/** The types of the rules engine. */
export type ValueType = "string" | "boolean" | "number" | "stringArray" | "partition" | "arn" | "url";

/** A parameter or a named result of a condition. */
export interface Variable {
  readonly identifier: string;
  readonly type: ValueType;
  /** Whether it may be undefined here. */
  readonly optional: boolean;
  /** The expression that it was assigned; undefined for parameters. */
  readonly value?: string;
}

/** The module that the rules are written to. */
export interface RulesModule {
  /** Told of every runtime function that is called; gives the name to write. */
  readonly onCall: (symbol: RuntimeSymbol) => string;
  /** The constant that goes with every question for a partition, if there is one. */
  readonly partitionDifferences?: string;
}

/** What rules can refer to at one place. Immutable: every block of the generated function has its own. */
export class Scope {
  readonly #variables: ReadonlyMap<string, Variable>;
  readonly #module: RulesModule;

  constructor(variables: ReadonlyMap<string, Variable>, module: RulesModule) {
    this.#variables = variables;
    this.#module = module;
  }

  variable(name: string): Variable {
    const variable = this.#variables.get(name);
    if (variable === undefined) throw new Error(`The endpoint rules refer to ${name}, which is not set where they do`);
    return variable;
  }

  find(name: string): Variable | undefined {
    return this.#variables.get(name);
  }

  /** The variables in a stable order. */
  variables(): readonly Variable[] {
    return [...this.#variables.values()];
  }

  names(): readonly string[] {
    return [...this.#variables.keys()];
  }

  with(name: string, variable: Variable): Scope {
    return new Scope(new Map([...this.#variables, [name, variable]]), this.#module);
  }

  /** The same scope where a variable is known to be set. */
  withSet(name: string): Scope {
    return this.with(name, { ...this.variable(name), optional: false });
  }

  /** A call of a runtime function. */
  call(symbol: RuntimeSymbol, given: readonly string[]): string {
    const { onCall, partitionDifferences } = this.#module;
    const more = symbol === "partition" && partitionDifferences !== undefined ? [partitionDifferences] : [];
    return `${onCall(symbol)}(${[...given, ...more].join(", ")})`;
  }
}

/** The identifier of a parameter or result: `UseFIPS` is `useFIPS`, `ARN` is `arn`. */
export function identifierOf(name: string): string {
  const camelCase = name
    .replace(/[^A-Za-z0-9_$]+(.?)/g, (_all, next: string) => next.toUpperCase())
    .replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+$|[A-Z])/, (start) => start.toLowerCase());
  return taken.has(camelCase) ? `${camelCase}Value` : camelCase;
}

/** Names that the generated module gives another meaning, and words that JavaScript keeps. */
const taken: ReadonlySet<string> = new Set([
  "parameters",
  "partition",
  "partitionDifferences",
  "parseArn",
  "parseURL",
  "split",
  "substring",
  "uriEncode",
  "isValidHostLabel",
  "isVirtualHostableS3Bucket",
  "resolveEndpoint",
  "default",
  "delete",
  "function",
  "in",
  "new",
  "package",
  "switch",
  "this",
  "undefined",
]);
