import type { EventStreamDescription } from "./description.js";
import type { EventStreamEnd } from "./event-stream.js";

/** An end as the model's rules or the runtime know it: a reason, and what belongs to it. */
export type StreamEnd = EventStreamEnd | { readonly reason: string; readonly [detail: string]: unknown };

/** Part of its lifetime that a stream must have lasted to have expired: the service's count begins before ours. */
const almostAll = 0.95;

/** The end that an event marks; undefined for an event like any other. */
export function endMarkedBy(
  { ends = [] }: EventStreamDescription,
  name: string,
  value: unknown,
): StreamEnd | undefined {
  for (const rule of ends) {
    if (!("event" in rule) || rule.event !== name) continue;
    const mark = memberOf(memberOf(value, name), rule.member);
    if (mark === undefined || (Array.isArray(mark) && mark.length === 0)) continue;
    return { reason: rule.reason, [rule.member]: mark };
  }
  return undefined;
}

/** The end that a fault in the stream stands for. One that comes before anything else refuses the stream. */
export function endByFault(
  { ends = [] }: EventStreamDescription,
  name: string,
  error: unknown,
  hadBegun: boolean,
): StreamEnd {
  const rule = hadBegun ? ends.find((each) => "fault" in each && each.fault === name) : undefined;
  return { reason: rule?.reason ?? "failed", error };
}

/** The end of a stream that the server closed in good order. */
export function endInGoodOrder({ lifetime }: EventStreamDescription, lasted: number): StreamEnd {
  return { reason: lifetime !== undefined && lasted >= lifetime * almostAll ? "expired" : "ended" };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
