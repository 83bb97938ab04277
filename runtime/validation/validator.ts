import type { Report } from "./rules.js";

/** One finding of an ajv validator, as ajv's standalone code reports it. */
export interface SchemaFinding {
  /** Where, as a JSON pointer into the input. */
  readonly instancePath: string;
  /** The schema keyword that failed: `required`, `maxLength`, `blobMaxBytes`, ... */
  readonly keyword: string;
  /** The keyword's own detail: `{ limit }`, `{ missingProperty }`, `{ pattern }`, ... */
  readonly params: { readonly [name: string]: unknown };
  readonly message?: string;
  /** The key of a map that the finding is about, when it is about the key and not the value. */
  readonly propertyName?: string;
  /** How the finding reads; without it, it is told in a few words. */
  readonly report?: Report;
}

/** What a check found, in the order in which it looked; null when nothing is wrong. */
export type SchemaFindings = SchemaFinding[] | null;

/**
 * A validator as the generator emits it: it checks types, required and unknown members and every constraint, and answers
 * false when the input breaks the model, with every finding in `errors`.
 */
export interface Validator {
  (input: unknown): boolean;
  errors?: readonly SchemaFinding[] | null;
}

/** The validator that runs a check. */
export function validatorOf(check: (input: unknown) => SchemaFindings): Validator {
  const validate: Validator = (input) => {
    validate.errors = check(input);
    return validate.errors === null;
  };
  return validate;
}
