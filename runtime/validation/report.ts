import type { ValidationTier } from "../config/client-config.js";
import { below, type Place, pathText, placeOf, type Step } from "./path.js";
import { type RuleReport, reportOf } from "./rules.js";
import { holdsSensitive, redacted, sensitiveDepth } from "./sensitive.js";
import type { SchemaFinding, Validator } from "./validator.js";
import type { Violation } from "./violation.js";

/**
 * Runs a validator and tells every rule that the input breaks; an empty list when there is none.
 *
 * @param tier `structure` leaves constraints out, `off` does not run the validator. Default `strict`.
 * @param sensitive paths whose values are not told, as {@link Operation.sensitiveInput} writes them.
 */
export function violationsOf(
  validator: Validator,
  input: unknown,
  tier: ValidationTier = "strict",
  sensitive: readonly string[] = [],
): readonly Violation[] {
  if (tier === "off" || validator(input)) return [];
  const violations = (validator.errors ?? []).map((finding) => violation(finding, input, sensitive));
  return tier === "strict" ? violations : violations.filter(({ rule }) => rule === "structure");
}

function violation(finding: SchemaFinding, input: unknown, sensitive: readonly string[]): Violation {
  const place = placeOfFinding(finding, input);
  const depth = sensitiveDepth(place.steps, sensitive);
  const path = depth === undefined ? pathText(place.steps) : hiddenPath(place.steps, depth);
  const report = reportOf(finding, place.value);
  const hidden = depth !== undefined || holdsSensitive(place.steps, sensitive);
  const { constraint, rule, limit, actual, predicate } = hidden ? withoutValue(report) : report;
  return { path, constraint, rule, limit, actual, message: `${subject(path, finding)} ${predicate}` };
}

/** Findings about a member stand at its structure, those about a key of a map at the map. */
function placeOfFinding({ instancePath, params, propertyName }: SchemaFinding, input: unknown): Place {
  const place = placeOf(input, instancePath);
  const member = params.missingProperty ?? params.additionalProperty;
  if (typeof member === "string") return below(place, member);
  if (propertyName !== undefined) return { ...below(place, propertyName), value: propertyName };
  return place;
}

function subject(path: string, { propertyName }: SchemaFinding): string {
  if (propertyName !== undefined) return `The key ${path}`;
  return path === "" ? "The input" : path;
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
