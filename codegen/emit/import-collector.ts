import type { EmitOptions } from "../emitter.js";
import { type RuntimeSymbol, runtimeSymbols } from "./runtime-imports.js";

/** Whether an imported name is erased by the compiler. */
export type ImportKind = "type" | "value";

/**
 * Collects what one generated file imports while its text is being built, so that a name is imported exactly when it is
 * used. Every method returns the name, to be written where it is needed.
 */
export class ImportCollector {
  readonly #depth: number;
  readonly #runtimeModule: string;
  readonly #modules = new Map<string, Map<string, ImportKind>>();

  /** @param path Path of the importing file in the output folder, such as `operations/put-record.ts`. */
  constructor(path: string, options: EmitOptions) {
    this.#depth = path.split("/").length - 1;
    this.#runtimeModule = options.runtime;
  }

  /** A symbol of the runtime. */
  runtime(name: RuntimeSymbol): string {
    return this.module(this.#fromTopLevel(this.#runtimeModule), name, runtimeSymbols[name]);
  }

  /** A class of the runtime where only its type is needed, so that the module does not load it. */
  runtimeType(name: RuntimeSymbol): string {
    return this.module(this.#fromTopLevel(this.#runtimeModule), name, "type");
  }

  /** A type from another generated file, given by its path in the output folder, such as `types.ts`. */
  type(path: string, name: string): string {
    return this.module(this.#fromTopLevel(`./${path.replace(/\.ts$/, ".js")}`), name, "type");
  }

  /** A function, class or constant from another generated file. */
  value(path: string, name: string): string {
    return this.module(this.#fromTopLevel(`./${path.replace(/\.ts$/, ".js")}`), name, "value");
  }

  /** A name from a module given by its specifier as written; `name` may be `exported as local`. */
  module(specifier: string, name: string, kind: ImportKind): string {
    const names = this.#modules.get(specifier) ?? new Map<string, ImportKind>();
    this.#modules.set(specifier, names);
    // A value import also serves the uses of the name as a type.
    if (names.get(name) !== "value") names.set(name, kind);
    return name.replace(/^.* as /, "");
  }

  /** The import declarations: packages first, then paths from the farthest to the nearest, each name once. */
  text(): string {
    return [...this.#modules]
      .sort(([left], [right]) => compareSpecifiers(left, right))
      .map(([specifier, names]) => declaration(specifier, names))
      .join("\n");
  }

  /** Rewrites a specifier that holds for the output folder's top level to one that holds for this file. */
  #fromTopLevel(specifier: string): string {
    if (!specifier.startsWith(".") || this.#depth === 0) return specifier;
    return "../".repeat(this.#depth) + specifier.replace(/^\.\//, "");
  }
}

function declaration(specifier: string, names: ReadonlyMap<string, ImportKind>): string {
  const sorted = [...names].sort(([left], [right]) => compareText(left, right));
  const isTypeOnly = sorted.every(([, kind]) => kind === "type");
  const written = sorted.map(([name, kind]) => (!isTypeOnly && kind === "type" ? `type ${name}` : name));
  return `import ${isTypeOnly ? "type " : ""}{ ${written.join(", ")} } from ${JSON.stringify(specifier)};`;
}

/** Plain code unit order: the same on every machine, whatever its locale. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareSpecifiers(left: string, right: string): number {
  const far = distance(left);
  const near = distance(right);
  return far === near ? compareText(left, right) : far > near ? -1 : 1;
}

/** Packages are the farthest; then one for each folder that a relative path climbs. */
function distance(specifier: string): number {
  if (!specifier.startsWith(".")) return Number.POSITIVE_INFINITY;
  return specifier.split("/").filter((part) => part === "..").length;
}
