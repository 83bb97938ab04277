import type { ValidationTier } from "../config/client-config.js";
import { below, type Place, pathText, placeOf } from "./path.js";
import { reportOf } from "./rules.js";
import { concealSensitive, type SensitiveInput } from "./sensitive.js";
import type { SchemaFinding, Validator } from "./validator.js";
import type { Violation } from "./violation.js";

/**
 * Runs a validator and tells every rule that the input breaks; an empty list when there is none.
 *
 * @param tier `structure` leaves constraints out, `off` does not run the validator. Default `strict`.
 * @param sensitive paths whose values are not told, as {@link SensitiveInput.paths} has them.
 */
export function violationsOf(
  validator: Validator,
  input: unknown,
  tier: ValidationTier = "strict",
  sensitive: readonly string[] = [],
): readonly Violation[] {
  return violationsIn(validator, input, tier, { paths: sensitive, by: concealSensitive });
}

/** As {@link violationsOf}, and loads what conceals sensitive values only if the caller does. */
export function violationsIn(
  validator: Validator,
  input: unknown,
  tier: ValidationTier,
  sensitive: SensitiveInput | undefined,
): readonly Violation[] {
  if (tier === "off" || validator(input)) return [];
  const violations = (validator.errors ?? []).map((finding) => violation(finding, input, sensitive));
  return tier === "strict" ? violations : violations.filter(({ rule }) => rule === "structure");
}

function violation(finding: SchemaFinding, input: unknown, sensitive: SensitiveInput | undefined): Violation {
  const { steps, value } = placeOfFinding(finding, input);
  const report = reportOf(finding, value);
  const { path, constraint, rule, limit, actual, predicate } = sensitive?.by(report, steps, sensitive.paths) ?? {
    ...report,
    path: pathText(steps),
  };
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
