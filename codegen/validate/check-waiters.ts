import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { operationsOf } from "../normalise/lookup.js";
import { traitOf } from "../trait-values.js";
import { pathProblem, rootOf } from "./resolve-path.js";

/** Waiters are called once each in a service, their delays are in order, and their paths lead somewhere. */
export function checkWaiters(model: Model): ModelFault[] {
  const faults: ModelFault[] = [];
  const owners = new Map<string, string>();
  for (const { id, shape } of operationsOf(model)) {
    const input = rootOf(model, shape, "input");
    const output = rootOf(model, shape, "output");
    for (const [name, waiter] of Object.entries(traitOf(shape, "smithy.waiters#waitable") ?? {})) {
      const fault = (path: readonly (string | number)[], message: string): void => {
        faults.push(shapeFault(model, id, ["traits", "smithy.waiters#waitable", name, ...path], message));
      };
      if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) fault([], "a waiter's name is letters and digits with a capital first");
      const owner = owners.get(name.toLowerCase());
      if (owner !== undefined) fault([], `the waiter is also defined by ${owner}`);
      owners.set(name.toLowerCase(), id);
      const { minDelay = 2, maxDelay = 120, acceptors } = waiter;
      if (minDelay > maxDelay) fault([], `minDelay ${minDelay} is greater than maxDelay ${maxDelay}`);
      for (const [index, { matcher }] of acceptors.entries()) {
        for (const [kind, root] of [
          ["output", output],
          ["inputOutput", { parts: { input, output } }],
        ] as const) {
          const trait = matcher[kind];
          const problem = trait === undefined ? undefined : pathProblem(model, trait.path, root);
          if (problem !== undefined) fault(["acceptors", index, "matcher", kind, "path"], problem);
        }
      }
    }
  }
  return faults;
}
