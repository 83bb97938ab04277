/** One rule of the model that an input breaks. */
export interface Violation {
  /** Where, such as `Records[3].PartitionKey`, `Tags.env` or `Tags["a b"]`; empty for the input as a whole. */
  readonly path: string;
  /**
   * Which rule: `type`, `required`, `unknown member`, `union`, `length` (of a text in code points, of a blob in bytes),
   * `list size`, `map size`, `range`, `pattern`, `enum`, `unique items` or `payload size`.
   */
  readonly constraint: string;
  /** `structure` rules hold in both tiers of validation, `constraint` rules in the strict one alone. */
  readonly rule: "structure" | "constraint";
  /** What the model allows: a number, a pattern, the values of an enum, a type. */
  readonly limit: unknown;
  /** What the input has: a length, a value cut to 100 characters; `[redacted]` where the model says sensitive. */
  readonly actual: unknown;
  /** All of this as a sentence. */
  readonly message: string;
}
