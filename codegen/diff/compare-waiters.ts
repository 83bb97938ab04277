import { equalNodes } from "../assemble/equal-nodes.js";
import type { AcceptorModel, WaiterModel } from "../service-model.js";
import type { OperationChange } from "./change.js";
import { code } from "./place.js";

/** Compares the waiters of an operation. */
export function compareWaiters(
  before: readonly WaiterModel[],
  after: readonly WaiterModel[],
): readonly OperationChange[] {
  const known = new Map(before.map((waiter) => [waiter.name, waiter]));
  const names = new Set(after.map(({ name }) => name));
  return [
    ...after.flatMap((waiter) => {
      const old = known.get(waiter.name);
      return old === undefined ? [addedWaiter(waiter)] : compareWaiter(old, waiter);
    }),
    ...before.filter(({ name }) => !names.has(name)).map(removedWaiter),
  ];
}

function addedWaiter({ name }: WaiterModel): OperationChange {
  return { class: "addition", kind: "waiter-added", after: name, what: `new waiter ${code(name)}` };
}

function removedWaiter({ name }: WaiterModel): OperationChange {
  return { class: "breaking", kind: "waiter-removed", before: name, what: `waiter ${code(name)} removed` };
}

function compareWaiter(before: WaiterModel, after: WaiterModel): OperationChange[] {
  const { documentation: oldText, ...old } = before;
  const { documentation: newText, ...current } = after;
  const differences = [
    ...acceptorDifferences(old.acceptors, current.acceptors),
    ...(["minDelay", "maxDelay"] as const)
      .filter((delay) => old[delay] !== current[delay])
      .map((delay) => `${code(delay)} ${old[delay]} s becomes ${current[delay]} s`),
  ];
  if (!equalNodes(old, current)) {
    const what = `waiter ${code(after.name)}: ${differences.join("; ") || "acceptors in another order"}`;
    return [{ class: "behaviour", kind: "waiter-changed", before: old, after: current, what }];
  }
  if (oldText === newText) return [];
  const what = `documentation of waiter ${code(after.name)} changed`;
  return [{ class: "documentation", kind: "documentation-changed", what }];
}

function acceptorDifferences(before: readonly AcceptorModel[], after: readonly AcceptorModel[]): string[] {
  const missing = (from: readonly AcceptorModel[], others: readonly AcceptorModel[]): AcceptorModel[] =>
    from.filter((acceptor) => !others.some((other) => equalNodes(acceptor, other)));
  return [
    ...missing(before, after).map((acceptor) => `no longer ${acceptorText(acceptor)}`),
    ...missing(after, before).map((acceptor) => `now ${acceptorText(acceptor)}`),
  ];
}

const verbs = { success: "succeeds", failure: "fails", retry: "waits on" } as const;

function acceptorText({ state, matcher }: AcceptorModel): string {
  if (matcher.kind === "success") return `${verbs[state]} on ${matcher.value ? "any answer" : "any error"}`;
  if (matcher.kind === "errorType") return `${verbs[state]} on ${code(matcher.fault)}`;
  return `${verbs[state]} on ${code(`${matcher.path} = ${matcher.expected}`)}`;
}
