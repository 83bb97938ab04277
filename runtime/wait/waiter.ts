import type { Operation } from "../service.js";

/** What a poll's outcome means: the wait is over, it can never end well, or it goes on. */
export type WaiterState = "success" | "failure" | "retry";

/** One rule of a waiter; the first that matches an outcome decides. Exactly one matcher is set. */
export interface Acceptor<Input, Output> {
  readonly state: WaiterState;
  /** Matches an output. */
  readonly output?: (output: Output, input: Input) => boolean;
  /** Matches an error by its name. */
  readonly fault?: string;
  /** true matches any output, false any error of the service. */
  readonly success?: boolean;
}

/** A waiter of `smithy.waiters#waitable`, as the generator writes it. */
export interface Waiter<Input, Output> {
  /** Its name in the model, such as `StreamExists`. */
  readonly name: string;
  readonly operation: Operation<Input, Output>;
  /** The shortest delay between two polls, in seconds. */
  readonly minDelay: number;
  /** The longest delay between two polls, in seconds. */
  readonly maxDelay: number;
  readonly acceptors: readonly Acceptor<Input, Output>[];
}
