/** Where log lines go. `console`, pino and winston fit. No line carries a secret, a body or a sensitive member. */
export interface Logger {
  /** What was decided on the way: the endpoint, the credentials' source. */
  trace?(message: string, details?: object): void;
  /** Every request and every response. */
  debug(message: string, details?: object): void;
  info(message: string, details?: object): void;
  /** Every retry, and hooks that threw. */
  warn(message: string, details?: object): void;
  /** Every call that failed for good. */
  error(message: string, details?: object): void;
}
