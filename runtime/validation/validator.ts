import type { Report, Rule } from "./rules.js";

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

/** Adds a finding of a validator to those before it, of which there may be none yet. */
export function found(
  findings: SchemaFinding[] | null,
  instancePath: string,
  { keyword, report }: Rule,
  params: SchemaFinding["params"],
  propertyName?: string,
): SchemaFinding[] {
  const all = findings ?? [];
  all.push({ instancePath, keyword, params, report, ...(propertyName !== undefined && { propertyName }) });
  return all;
}

/** A validator as the generator emits it: false when the input breaks the model, with every finding in `errors`. */
export interface Validator {
  (input: unknown): boolean;
  errors?: readonly SchemaFinding[] | null;
}
