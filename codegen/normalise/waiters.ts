import type { OperationShape } from "../ast.js";
import type { AcceptorModel, WaiterModel } from "../service-model.js";
import { shapeName } from "../shape-id.js";
import { traitOf, type WaiterMatcher } from "../trait-values.js";
import { lowerCamelCase } from "./casing.js";

/** Seconds between two tries unless the waiter says otherwise (Smithy waiters, "minDelay" and "maxDelay"). */
const defaultMinDelay = 2;
const defaultMaxDelay = 120;

/** The waiters of an operation, sorted by name. */
export function waitersOf(operation: OperationShape): WaiterModel[] {
  const waitable = Object.entries(traitOf(operation, "smithy.waiters#waitable") ?? {});
  waitable.sort(([a], [b]) => (a < b ? -1 : 1));
  return waitable.map(([name, waiter]) => {
    const minDelay = waiter.minDelay ?? defaultMinDelay;
    return {
      name,
      methodName: lowerCamelCase(name),
      ...(waiter.documentation === undefined ? {} : { documentation: waiter.documentation.trim() }),
      ...(waiter.deprecated === true ? { deprecated: true as const } : {}),
      minDelay,
      maxDelay: waiter.maxDelay ?? Math.max(defaultMaxDelay, minDelay),
      acceptors: waiter.acceptors.map(({ state, matcher }) => ({ state, matcher: matcherModel(matcher) })),
    };
  });
}

function matcherModel(matcher: WaiterMatcher): AcceptorModel["matcher"] {
  if (matcher.success !== undefined) return { kind: "success", value: matcher.success };
  if (matcher.errorType !== undefined) return { kind: "errorType", fault: shapeName(matcher.errorType) };
  if (matcher.output !== undefined) return { kind: "output", ...matcher.output };
  if (matcher.inputOutput !== undefined) return { kind: "inputOutput", ...matcher.inputOutput };
  throw new TypeError("a waiter's matcher without a condition; the schema should have refused it");
}
