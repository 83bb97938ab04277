/** What retrying needs of the response that an error stands for. */
export interface ErrorResponse {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

const response = Symbol("shardwright.response");

/** Notes on an error which response it stands for, out of sight of logs, comparisons and spreads. Returns the error. */
export function attachResponse<E extends Error>(error: E, { status, headers }: ErrorResponse): E {
  return Object.defineProperty(error, response, { value: { status, headers }, configurable: true });
}

/** The response that an error stands for; undefined when none arrived or `error` is something else. */
export function responseOf(error: unknown): ErrorResponse | undefined {
  return error instanceof Error ? (error as { [response]?: ErrorResponse })[response] : undefined;
}
