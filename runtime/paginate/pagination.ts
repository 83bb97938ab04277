/** How an operation pages: what the generator writes from `smithy.api#paginated` and our overlay. */
export interface Pagination<Input, Output, Item = never> {
  /** The token for the page after this one; undefined or null after the last. */
  readonly token: (output: Output) => unknown;
  /** The input that asks for the page after `output`; undefined after the last. */
  readonly next: (output: Output, input: Input) => Input | undefined;
  /** The page's items; absent where the model names no result list. */
  readonly items?: (output: Output) => readonly Item[];
  /** The input with another bound for pages; absent where the model has none. */
  readonly withPageSize?: (input: Input, pageSize: number) => Input;
}
