import { canonicalJson } from "../assemble/canonical-json.js";
import { equalNodes } from "../assemble/equal-nodes.js";
import type { PayloadLimitModel, RateLimitModel } from "../service-model.js";
import type { Change } from "./change.js";
import { boundsEffect } from "./compare-constraints.js";

type LimitChange = Pick<Change, "class" | "kind" | "before" | "after" | "what">;

/** Compares rates. The client keeps them only when it is told to, and the service keeps them anyway: behaviour. */
export function compareRateLimits(
  before: readonly RateLimitModel[],
  after: readonly RateLimitModel[],
): readonly LimitChange[] {
  const [from, to] = [before, after].map((limits) => limits.map(withoutSource).sort(byJson));
  if (equalNodes(from, to)) return sourceChange(before, after);
  const what = becomes(
    "rate limit",
    before.length === 0 ? undefined : ratesText(before),
    after.length === 0 ? undefined : ratesText(after),
  );
  return [
    {
      class: "behaviour",
      kind: "rate-limit-changed",
      ...(before.length === 0 ? {} : { before: from }),
      ...(after.length === 0 ? {} : { after: to }),
      what,
    },
  ];
}

/** The limits of one call, which the client checks before it sends. */
const checked = ["callEntries", "entryBytes", "callBytes"] as const;

/** What every call counts against, and what the text says of each number. */
const units: Readonly<Record<string, string>> = {
  callEntries: "entries a call",
  entryBytes: "bytes an entry",
  callBytes: "bytes a call",
  bytesPerSecond: "bytes a second",
  recordsPerSecond: "records a second",
};

/**
 * Compares the limits of a call's payload. What one call may carry is validated, so that a tighter limit refuses calls
 * that were accepted; what many may carry together is the service's to refuse.
 */
export function comparePayloadLimit(
  before: PayloadLimitModel | undefined,
  after: PayloadLimitModel | undefined,
): readonly LimitChange[] {
  const [from, to] = [before && withoutSource(before), after && withoutSource(after)];
  if (equalNodes(from, to)) return sourceChange(before, after);
  const refusesMore =
    checked.some((name) => {
      const effect = boundsEffect(upTo(before?.[name]), upTo(after?.[name]));
      return effect === "tightened" || effect === "both";
    }) ||
    (before !== undefined && after !== undefined && countsMore(before, after));
  return [
    {
      class: refusesMore ? "breaking" : "behaviour",
      kind: "payload-limit-changed",
      ...(from === undefined ? {} : { before: from }),
      ...(to === undefined ? {} : { after: to }),
      what: becomes("payload limit", before && payloadText(before), after && payloadText(after)),
    },
  ];
}

/** Whether the sizes are taken of something else, which may refuse what fitted. */
function countsMore(before: PayloadLimitModel, after: PayloadLimitModel): boolean {
  return before.entries !== after.entries || after.counted.some((member) => !before.counted.includes(member));
}

function upTo(max: number | undefined): { readonly max?: number } {
  return max === undefined ? {} : { max };
}

function sourceChange(before: unknown, after: unknown): readonly LimitChange[] {
  if (equalNodes(before, after)) return [];
  return [{ class: "documentation", kind: "documentation-changed", what: "source or note of a limit changed" }];
}

function withoutSource<Limit extends { readonly source: string; readonly note?: string }>(
  limit: Limit,
): Omit<Limit, "source" | "note"> {
  const { source: _source, note: _note, ...facts } = limit;
  return facts;
}

function ratesText(limits: readonly RateLimitModel[]): string {
  return limits.map(rateText).sort().join(" and ");
}

function rateText({ requests, records, bytes, per, scope }: RateLimitModel): string {
  const parts = [
    ...(requests === undefined ? [] : [`${requests} requests`]),
    ...(records === undefined ? [] : [`${records} records`]),
    ...(bytes === undefined ? [] : [`${bytes} bytes`]),
  ];
  return `${parts.join(", ")} a ${per} for each ${scope}`;
}

function payloadText(limit: PayloadLimitModel): string {
  const numbers = Object.entries(units).flatMap(([name, unit]) => {
    const value = limit[name as keyof PayloadLimitModel];
    return value === undefined ? [] : [`${value} ${unit}`];
  });
  return `${numbers.join(", ")} (counting ${limit.counted.join(" and ")})`;
}

/** Says what a fact was and is; models know of a fact or they do not, which does not mean that there is none. */
export function becomes(noun: string, before: string | undefined, after: string | undefined): string {
  if (before === undefined) return `${noun} now known: ${after}`;
  return after === undefined ? `${noun} no longer known: ${before}` : `${noun}: ${before} becomes ${after}`;
}

function byJson(a: unknown, b: unknown): number {
  return canonicalJson(a) < canonicalJson(b) ? -1 : 1;
}
