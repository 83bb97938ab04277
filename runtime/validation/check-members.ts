import { missing, ofValue, unknownMembers } from "./findings.js";
import { expectObject } from "./plain-types.js";
import type { SchemaFindings } from "./validator.js";

/** The check of each member that a structure may have; null where anything will do. */
export interface MemberChecks {
  readonly [member: string]: ((data: unknown) => SchemaFindings) | null;
}

/**
 * Checks a structure: that it is one, has the members that it must have, each as its own check wants it, and no others; what is
 * undefined is absent.
 */
export function checkMembers(data: unknown, checks: MemberChecks, required: readonly string[] = []): SchemaFindings {
  const wrong = expectObject(data);
  if (wrong !== null) return wrong;
  const values = data as { readonly [member: string]: unknown };
  let findings: SchemaFindings = null;
  for (const member of required) if (values[member] === undefined) findings = missing(findings, member);
  for (const member in checks) {
    const value = values[member];
    const check = checks[member];
    if (value !== undefined && check) findings = ofValue(findings, member, check(value));
  }
  return unknownMembers(findings, values, Object.keys(checks));
}
