import { endedByDeadline } from "../call/complete-error.js";
import type { ServiceClient } from "../client.js";
import { contextOf } from "../client-context.js";
import type { Clock } from "../clock.js";
import type { CallOptions } from "../config/call-options.js";
import { ServiceError } from "../errors/service-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { WaiterError } from "../errors/waiter-error.js";
import { followSignal } from "../signal/follow-signal.js";
import { checkWaitOptions } from "./check-wait-options.js";
import { pollDelay } from "./poll-delay.js";
import type { WaitOptions } from "./wait-options.js";
import type { Acceptor, Waiter } from "./waiter.js";

/** What a poll ended with. */
type Outcome<Output> = { readonly output: Output } | { readonly error: unknown };

/** A poll that `maxWait` ended. */
interface Late {
  readonly late: unknown;
}

/**
 * Polls until the awaited state is there. Resolves with the output that shows it; undefined when an error shows it, such
 * as ResourceNotFoundException for something deleted.
 *
 * @throws WaiterError when `maxWait` has passed, or in a state from which the awaited one does not follow
 * @throws what a poll throws, unless the waiter knows what to make of it
 * @throws what `options.signal` was aborted with, at once
 */
export async function waitUntil<Input, Output>(
  client: ServiceClient,
  waiter: Waiter<Input, Output>,
  input: Input,
  options: WaitOptions,
): Promise<Output | undefined> {
  checkWaitOptions(options);
  const { maxWait, minDelay = waiter.minDelay * 1000, maxDelay = waiter.maxDelay * 1000, ...callOptions } = options;
  const limits = { minDelay, maxDelay: Math.max(minDelay, maxDelay) };
  const { clock, random } = contextOf(client).settings;
  const end = clock.now() + maxWait;
  for (let polls = 1; ; polls += 1) {
    // At least a millisecond: even a maxWait of 0 asks once.
    const left = Math.max(1, end - clock.now());
    const outcome = await poll(client, waiter, input, callOptions, left);
    if ("late" in outcome) throw timedOut(waiter.name, polls, maxWait, { error: outcome.late });
    const state = judge(waiter.acceptors, input, outcome);
    if (state === "success") return "output" in outcome ? outcome.output : undefined;
    if (state === "failure") throw failed(waiter.name, polls, outcome);
    // What no acceptor knows: an output means to go on, an error is the caller's.
    if (state === undefined && "error" in outcome) throw outcome.error;
    const delay = pollDelay(polls, end - clock.now(), limits, random);
    if (delay === undefined) throw timedOut(waiter.name, polls, maxWait, outcome);
    await pause(clock, delay, options.signal);
  }
}

async function poll<Input, Output>(
  client: ServiceClient,
  { operation }: Waiter<Input, Output>,
  input: Input,
  options: CallOptions,
  left: number,
): Promise<Outcome<Output> | Late> {
  const { timeout = Number.POSITIVE_INFINITY } = options;
  try {
    return { output: await client.call(operation, input, { ...options, timeout: Math.min(timeout, left) }) };
  } catch (error) {
    const outOfTime = (error instanceof TimeoutError && error.kind === "call") || endedByDeadline(error);
    if (outOfTime && left <= timeout && !options.signal?.aborted) return { late: error };
    // Whatever else it is, an error that no service sent is no state of what is waited for.
    if (error instanceof ServiceError && !options.signal?.aborted) return { error };
    throw error;
  }
}

/** A signal may be shared by many waiters; each listens to one of its own. */
async function pause(clock: Clock, delay: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return clock.sleep(delay);
  const ending = new AbortController();
  const letGo = followSignal(signal, () => ending.abort(signal.reason));
  try {
    await clock.sleep(delay, ending.signal);
  } finally {
    letGo();
  }
}

function judge<Input, Output>(
  acceptors: readonly Acceptor<Input, Output>[],
  input: Input,
  outcome: Outcome<Output>,
): Acceptor<Input, Output>["state"] | undefined {
  return acceptors.find((acceptor) => matches(acceptor, input, outcome))?.state;
}

function matches<Input, Output>(acceptor: Acceptor<Input, Output>, input: Input, outcome: Outcome<Output>): boolean {
  if ("output" in outcome) return acceptor.output?.(outcome.output, input) ?? acceptor.success === true;
  const { error } = outcome;
  if (acceptor.fault === undefined) return acceptor.success === false;
  return error instanceof ServiceError && (error.name === acceptor.fault || error.code === acceptor.fault);
}

function failed<Output>(waiter: string, polls: number, outcome: Outcome<Output>): WaiterError {
  const message = `${waiter}: a state was reached from which the awaited one does not follow, at ${times(polls)}.`;
  return new WaiterError(message, { waiter, state: "failure", polls, ...ending(outcome) });
}

function timedOut<Output>(waiter: string, polls: number, maxWait: number, outcome: Outcome<Output>): WaiterError {
  const message = `${waiter}: the awaited state was not there within maxWait, ${maxWait} ms, at ${times(polls)}.`;
  return new WaiterError(message, { waiter, state: "timeout", polls, ...ending(outcome) });
}

function ending<Output>(outcome: Outcome<Output>): { readonly last?: unknown; readonly cause?: unknown } {
  return "output" in outcome ? { last: outcome.output } : { cause: outcome.error };
}

function times(polls: number): string {
  return polls === 1 ? "the first poll" : `poll ${polls}`;
}
