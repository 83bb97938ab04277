/**
 * A value in a response is not of the type that the model gives it. Thrown by the `read…` functions; the call turns it
 * into a {@link ProtocolError}, which knows status, request id and the member. Tells types only, never the value.
 */
export class MalformedValue extends Error {
  // Private, so that no log shows it.
  readonly #found: unknown;

  /** @param found the value, for {@link MalformedValue.foundBy} alone */
  constructor(message: string, found?: unknown) {
    super(message);
    this.#found = found;
  }

  /** The value that an error is about; undefined where it is not known. */
  static foundBy(error: MalformedValue): unknown {
    return error.#found;
  }

  override get name(): string {
    return "MalformedValue";
  }
}

/** Throws for a value that is not what the model says. */
export function malformed(expected: string, value: unknown): never {
  throw new MalformedValue(`expected ${expected}, found ${describe(value)}`, value);
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return `a ${typeof value}`;
}
