import { ShardwrightError } from "./shardwright-error.js";

/** What is known of a wait that did not end well. */
export interface WaiterErrorDetails {
  /** The waiter's name, such as `StreamExists`. */
  readonly waiter: string;
  /** `timeout`: `maxWait` passed. `failure`: a state was reached from which the awaited one does not follow. */
  readonly state: "timeout" | "failure";
  /** How many times the service was asked. */
  readonly polls: number;
  /** What the last poll returned; undefined when it failed. */
  readonly last?: unknown;
  /** What the last poll threw. */
  readonly cause?: unknown;
}

/** A waiter ended without the state it waited for. */
export class WaiterError extends ShardwrightError {
  /** The waiter's name, such as `StreamExists`. */
  readonly waiter: string;
  /** `timeout`: `maxWait` passed. `failure`: a state was reached from which the awaited one does not follow. */
  readonly state: "timeout" | "failure";
  /** How many times the service was asked. */
  readonly polls: number;
  /** What the last poll returned, not enumerable; undefined when it failed (then `cause` is the error). */
  declare readonly last: unknown;

  constructor(message: string, details: WaiterErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.waiter = details.waiter;
    this.state = details.state;
    this.polls = details.polls;
    Object.defineProperty(this, "last", { value: details.last, configurable: true });
  }

  override get name(): string {
    return "WaiterError";
  }
}
