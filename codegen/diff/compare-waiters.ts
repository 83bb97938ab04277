import { equalNodes } from "../assemble/equal-nodes.js";
import type { AcceptorModel, WaiterModel } from "../service-model.js";
import type { OperationChange } from "./change.js";
import { code } from "./place.js";
import { likelyRenames } from "./renames.js";

/** Compares the waiters of an operation. */
export function compareWaiters(
  before: readonly WaiterModel[],
  after: readonly WaiterModel[],
): readonly OperationChange[] {
  const known = new Map(before.map((waiter) => [waiter.name, waiter]));
  const current = new Map(after.map((waiter) => [waiter.name, waiter]));
  const added = [...current.keys()].filter((name) => !known.has(name));
  const removed = [...known.keys()].filter((name) => !current.has(name));
  const renames = likelyRenames(removed, added, (from, to) =>
    equalNodes(known.get(from)?.acceptors, current.get(to)?.acceptors),
  );
  const origins = new Map([...renames].map(([from, to]) => [to, from]));
  return [
    ...after.flatMap((waiter) => {
      const old = known.get(waiter.name);
      return old === undefined ? [addedWaiter(waiter.name, origins.get(waiter.name))] : compareWaiter(old, waiter);
    }),
    ...removed.map((name) => removedWaiter(name, renames.get(name))),
  ];
}

function addedWaiter(name: string, origin: string | undefined): OperationChange {
  const hint = origin === undefined ? "" : `; perhaps ${code(origin)} was renamed`;
  return { class: "addition", kind: "waiter-added", after: name, what: `new waiter ${code(name)}${hint}` };
}

function removedWaiter(name: string, renamed: string | undefined): OperationChange {
  const hint = renamed === undefined ? "" : `; perhaps renamed to ${code(renamed)}`;
  return { class: "breaking", kind: "waiter-removed", before: name, what: `waiter ${code(name)} removed${hint}` };
}

function compareWaiter(before: WaiterModel, after: WaiterModel): OperationChange[] {
  const { documentation: oldText, deprecated: wasDeprecated, ...old } = before;
  const { documentation: newText, deprecated: isDeprecated, ...current } = after;
  const changes: OperationChange[] = [];
  const differences = [
    ...acceptorDifferences(old.acceptors, current.acceptors),
    ...(["minDelay", "maxDelay"] as const)
      .filter((delay) => old[delay] !== current[delay])
      .map((delay) => `${code(delay)} ${old[delay]} s becomes ${current[delay]} s`),
  ];
  if (!equalNodes(old, current)) {
    const what = `waiter ${code(after.name)}: ${differences.join("; ") || "acceptors in another order"}`;
    changes.push({ class: "behaviour", kind: "waiter-changed", before: old, after: current, what });
  }
  if (wasDeprecated !== isDeprecated) {
    const what = `waiter ${code(after.name)} ${isDeprecated ? "deprecated" : "no longer deprecated"}`;
    changes.push(
      isDeprecated
        ? { class: "behaviour", kind: "deprecation-added", what }
        : { class: "documentation", kind: "deprecation-removed", what },
    );
  }
  if (oldText !== newText) {
    const what = `documentation of waiter ${code(after.name)} changed`;
    changes.push({ class: "documentation", kind: "documentation-changed", what });
  }
  return changes;
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
