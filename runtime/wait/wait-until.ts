import type { ServiceClient } from "../client.js";
import { contextOf } from "../client-context.js";
import { ConfigError } from "../errors/config-error.js";
import { ServiceError } from "../errors/service-error.js";
import { WaiterError } from "../errors/waiter-error.js";
import { pollDelay } from "./poll-delay.js";
import type { WaitOptions } from "./wait-options.js";
import type { Acceptor, Waiter } from "./waiter.js";

/** What a poll ended with. */
type Outcome<Output> = { readonly output: Output } | { readonly error: unknown };

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
  const { maxWait, minDelay = waiter.minDelay * 1000, maxDelay = waiter.maxDelay * 1000, ...callOptions } = options;
  const limits = checkLimits({ maxWait, minDelay, maxDelay: Math.max(minDelay, maxDelay) });
  const { clock, random } = contextOf(client).settings;
  const end = clock.now() + maxWait;
  for (let polls = 1; ; polls += 1) {
    const outcome = await poll(client, waiter, input, callOptions);
    const state = judge(waiter.acceptors, input, outcome);
    if (state === "success") return "output" in outcome ? outcome.output : undefined;
    if (state === "failure") throw failed(waiter.name, polls, outcome);
    // What no acceptor knows: an output means to go on, an error is the caller's.
    if (state === undefined && "error" in outcome) throw outcome.error;
    const delay = pollDelay(polls, end - clock.now(), limits, random);
    if (delay === undefined) throw timedOut(waiter.name, polls, maxWait, outcome);
    await clock.sleep(delay, options.signal);
  }
}

async function poll<Input, Output>(
  client: ServiceClient,
  { operation }: Waiter<Input, Output>,
  input: Input,
  options: Omit<WaitOptions, "maxWait" | "minDelay" | "maxDelay">,
): Promise<Outcome<Output>> {
  try {
    return { output: await client.call(operation, input, options) };
  } catch (error) {
    // Whatever else it is, an error that no service sent is no state of what is waited for.
    if (error instanceof ServiceError && !options.signal?.aborted) return { error };
    throw error;
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

function checkLimits<Limits extends { readonly [name: string]: number }>(limits: Limits): Limits {
  for (const [option, value] of Object.entries(limits)) {
    if (typeof value !== "number" || !(value >= 0)) {
      throw new ConfigError(`The option ${option} of a waiter must be a number of milliseconds, 0 or more.`, {
        option,
      });
    }
  }
  return limits;
}
