import type { ServiceModel } from "../service-model.js";
import { held } from "./named-shapes.js";
import { capitalise } from "./names.js";

/** Chooses the names of the functions that check values, so that no two of a service's are alike. */
export class CheckNames {
  /** In small letters: constants beside a function are called after it, and their first word is small. */
  readonly #taken: Set<string>;
  readonly #shapes = new Set<string>();
  /** The functions of schemas by the name that each would have liked and its schema. */
  readonly #ofSchemas = new Map<string, string>();

  constructor(model: ServiceModel) {
    const shapes = model.operations.flatMap(({ input }) => [...held(input, model)]);
    this.#taken = new Set(shapes.map(({ name }) => lower(name)));
  }

  /** The function for a structure or union, whose names are unique as they are. */
  ofShape(shape: string): { readonly name: string; readonly isNew: boolean } {
    const isNew = !this.#shapes.has(shape);
    this.#shapes.add(shape);
    return { name: `check${shape}`, isNew };
  }

  /** The function for an operation's input. A shape that is called the same may hold something else. */
  ofInput(operation: string): string {
    return this.#take(`${capitalise(operation)}Input`, `Whole${capitalise(operation)}Input`);
  }

  /**
   * The function for values of another shape.
   *
   * @param preferred The shape's name, or the member's where the shape has none.
   * @param otherwise The name where another schema has the preferred one, since a member may constrain its shape further.
   */
  of(preferred: string, otherwise: string, schema: string): { readonly name: string; readonly isNew: boolean } {
    const key = `${preferred} ${schema}`;
    const known = this.#ofSchemas.get(key);
    if (known !== undefined) return { name: known, isNew: false };
    const name = this.#take(...[preferred, otherwise].map(identifier));
    this.#ofSchemas.set(key, name);
    return { name, isNew: true };
  }

  /** The first of the names that is free, or the last with a number. */
  #take(...names: readonly string[]): string {
    let name = names.find((candidate) => !this.#taken.has(lower(candidate)));
    for (let number = 2; name === undefined; number++) {
      const numbered = `${names.at(-1)}${number}`;
      if (!this.#taken.has(lower(numbered))) name = numbered;
    }
    this.#taken.add(lower(name));
    return `check${name}`;
  }
}

function lower(name: string): string {
  return name.toLowerCase();
}

/** Members may be called as no function can. */
function identifier(name: string): string {
  return capitalise(name.replace(/\W/g, "_"));
}
