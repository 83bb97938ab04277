import type { JsonValue } from "./json.js";

/**
 * A list of objects that stands in JSON in place of an array, and parses its elements while it is read. Only what reads
 * lists knows of it; for anything else it is malformed, or an object without members, and then it stays unread.
 */
export class LargeList {
  readonly #pieces: Iterable<readonly JsonValue[]>;
  #reads = 0;

  constructor(pieces: Iterable<readonly JsonValue[]>) {
    this.#pieces = pieces;
  }

  /** Whether all of it was read, once. */
  get wasRead(): boolean {
    return this.#reads === 1;
  }

  /** Hands over every element in turn. May be called once. @throws SyntaxError for a piece that is no list */
  each(visit: (element: JsonValue) => void): void {
    for (const piece of this.#pieces) {
      for (const element of piece) visit(element);
    }
    this.#reads += 1;
  }
}
