import { setHidden } from "./hidden-property.js";

/**
 * The root of every error that this package throws on purpose. `cause`, where there is one, is the error underneath.
 * No message of any subclass repeats its cause or carries a secret.
 */
export class ShardwrightError extends Error {
  constructor(message: string, { cause }: { readonly cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    // The class's getter, as a property of its own: tools that put their own word before `name` can assign it.
    setHidden(this, "name", this.name);
  }

  /** The class's name, spelt out so that it survives minifiers. Not enumerable: it is no data of the error. */
  override get name(): string {
    return "ShardwrightError";
  }
}
