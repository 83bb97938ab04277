import { pathText, type Step } from "./path.js";
import type { RuleReport } from "./rules.js";

/** Where an input holds what must not be told, and what sees to it. */
export interface SensitiveInput {
  /** Paths such as `Destination.Key` or `Records[].Token` (`[]` any element, `{}` any map value). */
  readonly paths: readonly string[];
  /** Always {@link concealSensitive}: programs whose operations have nothing sensitive do not bundle it. */
  readonly by: typeof concealSensitive;
}

/** What a violation tells. */
export interface PlacedReport extends RuleReport {
  readonly path: string;
}

/** What stands for a value that must not be told. */
const redacted = "[redacted]";

/** What a report may tell at a place that holds, is or lies in something sensitive; undefined for any other place. */
export function concealSensitive(
  report: RuleReport,
  steps: readonly Step[],
  paths: readonly string[],
): PlacedReport | undefined {
  const depth = sensitiveDepth(steps, paths);
  if (depth === undefined && !holdsSensitive(steps, paths)) return undefined;
  const path = depth === undefined ? pathText(steps) : hiddenPath(steps, depth);
  return { ...withoutValue(report), path };
}

/** Lengths and sizes may be told of what is sensitive, its text may not: patterns and enums quote it. */
function withoutValue(report: RuleReport): RuleReport {
  if (!["pattern", "enum", "range", "type"].includes(report.constraint)) return report;
  return { ...report, actual: redacted, predicate: `is ${redacted} and breaks the model's ${report.constraint}` };
}

/** Below a sensitive map, names are keys and as secret as the values. */
function hiddenPath(steps: readonly Step[], depth: number): string {
  const hidden = steps.length > depth ? ".{…}" : "";
  return pathText(steps.slice(0, depth)) + hidden;
}

/** How many steps lead to the sensitive value that a place is or lies in; undefined when nothing on the way is sensitive. */
function sensitiveDepth(steps: readonly Step[], paths: readonly string[]): number | undefined {
  return paths
    .map(tokensOf)
    .find((tokens) => tokens.length <= steps.length && tokens.every((token, index) => matches(token, steps[index])))
    ?.length;
}

/** Whether a sensitive value lies below a place, so that the place's value cannot be told either. */
function holdsSensitive(steps: readonly Step[], paths: readonly string[]): boolean {
  return paths
    .map(tokensOf)
    .some((tokens) => tokens.length > steps.length && steps.every((step, index) => matches(tokens[index], step)));
}

function tokensOf(path: string): readonly string[] {
  return path.match(/\[\]|\{\}|[^.[\]{}]+/g) ?? [];
}

function matches(token: string | undefined, step: Step | undefined): boolean {
  if (token === undefined || step === undefined) return false;
  if (token === "[]") return step.kind === "element";
  return step.kind === "member" && (token === "{}" || token === step.name);
}
