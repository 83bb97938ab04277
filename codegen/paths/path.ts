/**
 * A JMESPath expression as far as Smithy models use it. Each node is evaluated against a current value: the whole input
 * or output at first, each element inside a projection's `body`, the left result to the right of a pipe.
 */
export type Path =
  /** The current value. */
  | { readonly kind: "current" }
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "field"; readonly of: Path; readonly name: string }
  /** An element of a list, counted from the end when negative. */
  | { readonly kind: "index"; readonly of: Path; readonly index: number }
  /** Lists within a list made one list; elements that are no lists stay. */
  | { readonly kind: "flatten"; readonly of: Path }
  /** `body` of each element of a list, without those that give nothing. */
  | { readonly kind: "elements"; readonly of: Path; readonly body: Path }
  /** `body` of each value of a map or structure. */
  | { readonly kind: "values"; readonly of: Path; readonly body: Path }
  /** `body` of each element for which `condition` holds. */
  | { readonly kind: "filter"; readonly of: Path; readonly condition: Path; readonly body: Path }
  /** `right` with the value of `left` as the current one. */
  | { readonly kind: "pipe"; readonly left: Path; readonly right: Path }
  | { readonly kind: "and" | "or"; readonly left: Path; readonly right: Path }
  | { readonly kind: "not"; readonly of: Path }
  | { readonly kind: "compare"; readonly operator: CompareOperator; readonly left: Path; readonly right: Path }
  | { readonly kind: "call"; readonly name: PathFunction; readonly arguments: readonly Path[] }
  | { readonly kind: "list"; readonly items: readonly Path[] }
  | { readonly kind: "object"; readonly entries: readonly { readonly name: string; readonly value: Path }[] };

export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

/** The functions that models use; others are refused. */
export const pathFunctions = ["contains", "ends_with", "keys", "length", "not_null", "starts_with", "values"] as const;

export type PathFunction = (typeof pathFunctions)[number];
