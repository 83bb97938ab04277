import type { Sample } from "./sample.js";

/**
 * One rule of the model at its edge. `at` names the place as violations do; values are TypeScript expressions that take
 * the place of what the sample input has there.
 */
export interface Edge {
  readonly at: string;
  /** The constraint that a violation names. */
  readonly violates: string;
  /** The first value that is refused. */
  readonly refuses?: string;
  /** The last value that is accepted. */
  readonly accepts?: string;
  /** Where the value goes, when the violation is reported elsewhere. */
  readonly put?: string;
  /** True when the violation comes of the member's absence. */
  readonly removed?: true;
  /** True when the values are keys of the map at `at`. */
  readonly key?: true;
}

/** The sample of a structure, union or map. */
export type ObjectSample = Extract<Sample, { kind: "object" }>;

/** The path of a member, as violations write it. */
export function pathTo(at: string, name: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(name)) return `${at}[${JSON.stringify(name)}]`;
  return at === "" ? name : `${at}.${name}`;
}
