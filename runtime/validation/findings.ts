import { additionalPropertiesRule, patternRule, type Rule, requiredRule, typeRule } from "./rules.js";
import type { SchemaFinding, SchemaFindings } from "./validator.js";

/*
 * What generated checks say. A check tells what it finds in one value, each finding at the value itself; whoever has the value
 * from a structure, a list or a map says by `within` where. A path is so put together only where something is wrong.
 */

/** Adds a finding to those before it, of which there may be none yet. */
export function found(
  findings: SchemaFindings,
  { keyword, report }: Rule,
  params: SchemaFinding["params"],
): SchemaFinding[] {
  const all = findings ?? [];
  all.push({ instancePath: "", keyword, params, report });
  return all;
}

/** The value is not of the type that the model has. */
export function wrongType(findings: SchemaFindings, type: string): SchemaFinding[] {
  return found(findings, typeRule, { type });
}

/** A required member is not there. */
export function missing(findings: SchemaFindings, missingProperty: string): SchemaFinding[] {
  return found(findings, requiredRule, { missingProperty });
}

/** The structure has members that the model does not know; what is undefined is absent. */
export function unknownMembers(
  findings: SchemaFindings,
  data: { readonly [member: string]: unknown },
  known: readonly string[],
): SchemaFindings {
  let all = findings;
  for (const key in data) {
    if (!isOneOf(known, key) && data[key] !== undefined) {
      all = found(all, additionalPropertiesRule, { additionalProperty: key });
    }
  }
  return all;
}

/** Faster than `includes` for a few short names, which is felt where there are hundreds of structures. */
function isOneOf(names: readonly string[], name: string): boolean {
  for (let index = 0; index < names.length; index++) if (names[index] === name) return true;
  return false;
}

/** The string does not match a pattern, which is told as the model has it: with its slashes unescaped. */
export function mismatched(findings: SchemaFindings, { source }: RegExp): SchemaFinding[] {
  return found(findings, patternRule, { pattern: source.replaceAll("\\/", "/") });
}

/** Adds what was found in a member or an element. A name is given as a JSON pointer has it. */
export function within(findings: SchemaFindings, step: string | number, inner: SchemaFindings): SchemaFindings {
  if (inner === null) return findings;
  const all = findings ?? [];
  for (const finding of inner) all.push({ ...finding, instancePath: `/${step}${finding.instancePath}` });
  return all;
}

/** Adds what was found in a map's value. */
export function ofValue(findings: SchemaFindings, key: string, inner: SchemaFindings): SchemaFindings {
  return inner === null ? findings : within(findings, key.replaceAll("~", "~0").replaceAll("/", "~1"), inner);
}

/** Adds what was found in a map's key: it stands at the map. */
export function ofKey(findings: SchemaFindings, key: string, inner: SchemaFindings): SchemaFindings {
  if (inner === null) return findings;
  const all = findings ?? [];
  for (const finding of inner) all.push({ ...finding, propertyName: key });
  return all;
}
