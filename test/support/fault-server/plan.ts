import type { Exchange } from "./exchange.js";

/** What to do with one request instead of, or around, answering it properly. */
export interface Step {
  /** For messages of tests. */
  readonly name: string;
  readonly run: (exchange: Exchange) => void | Promise<void>;
}

/**
 * What the server will do wrong, and when.
 *
 *     server.plan.next("PutRecord", throttle(), reset(), ok());  // first request, second, third; then normal again
 *     server.plan.always("ListShards", html(503));               // whenever nothing is queued
 *     server.plan.next("*", hang());                             // the next request, whatever it is
 */
export class Plan {
  readonly #queues = new Map<string, Step[]>();
  readonly #standing = new Map<string, Step>();

  /** Queues steps for the next requests of an operation, `*` for any. An operation's own queue goes before `*`. */
  next(operation: string, ...steps: readonly Step[]): this {
    const queue = this.#queues.get(operation) ?? [];
    queue.push(...steps);
    this.#queues.set(operation, queue);
    return this;
  }

  /** Sets what happens to an operation (`*`: any) whenever no step is queued for it. */
  always(operation: string, step: Step): this {
    this.#standing.set(operation, step);
    return this;
  }

  /** Forgets everything. */
  clear(): void {
    this.#queues.clear();
    this.#standing.clear();
  }

  /** How many queued steps have not happened, so that a test can tell that all of them did. */
  get pending(): number {
    return [...this.#queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  }

  /** Takes the step for a request; undefined when it is to be answered properly. */
  take(operation: string): Step | undefined {
    return (
      this.#queues.get(operation)?.shift() ??
      this.#queues.get("*")?.shift() ??
      this.#standing.get(operation) ??
      this.#standing.get("*")
    );
  }
}
