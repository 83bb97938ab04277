import { PathError } from "./parse-path.js";

/** A step of a member path: a member's name, or the last element of a list. */
export type MemberStep = { readonly member: string } | { readonly last: true };

/**
 * Parses the paths of pagination: member names joined with `.`, each perhaps followed by `[-1]` for the last element.
 *
 * @throws {PathError} for anything else.
 */
export function parseMemberPath(text: string): readonly MemberStep[] {
  return text.split(".").flatMap((part): MemberStep[] => {
    const match = /^([A-Za-z_][A-Za-z0-9_]*)(\[-1\])?$/.exec(part);
    if (match?.[1] === undefined) throw new PathError(`${text} is no path of member names joined with "."`);
    return match[2] === undefined ? [{ member: match[1] }] : [{ member: match[1] }, { last: true }];
  });
}
