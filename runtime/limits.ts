/** What a model can say of a member, as its published limits name it. */
type LimitName =
  | "minLength"
  | "maxLength"
  | "pattern"
  | "min"
  | "max"
  | "minBytes"
  | "maxBytes"
  | "minItems"
  | "maxItems"
  | "minEntries"
  | "maxEntries"
  | "lifetimeSeconds";

/**
 * Constraints of members by their paths in the input, such as `Records[].Data`: lengths in characters, sizes in bytes, items or
 * entries, patterns as the model has them. The parameter tells which constraints each member has.
 */
export type LimitedMembers<Members extends { readonly [path: string]: LimitName | object }> = {
  readonly [Path in keyof Members]: Members[Path] extends LimitName
    ? { readonly [Limit in Members[Path]]: Limit extends "pattern" ? string : number }
    : Members[Path];
};

/**
 * How much the service takes, beyond which it throttles. The parameter tells what each rate counts: calls, records or bytes.
 */
export type LimitedRates<Rates extends readonly ("requests" | "records" | "bytes")[]> = {
  readonly [Index in keyof Rates]: { readonly [Amount in Rates[Index]]: number } & {
    readonly per: "second" | "day";
    readonly scope: "account" | "stream" | "shard" | "consumer";
  };
};
