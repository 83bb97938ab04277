import { jsonPointer } from "../load/json-pointer.js";
import { type Model, shapeFault } from "../model.js";

/** What `shardwright lint` looks for. */
export const lintRules = [
  "broken-example",
  "endless-waiter",
  "html-documentation",
  "limit-without-source",
  "no-example",
  "overlay-without-effect",
  "stale-departure",
  "stale-mark",
  "undocumented",
  "unpaginated-list",
  "unraised-fault",
  "unreachable-shape",
] as const;

export type LintRule = (typeof lintRules)[number];

/** Something that a maintainer of a model should mend. The generator works without. */
export interface Finding {
  readonly rule: LintRule;
  /** The file, as the command line or its folder named it. */
  readonly file: string;
  /** The id of the shape or member; absent when the finding lies outside of the shapes. */
  readonly shape?: string;
  /** JSON pointer into the file. */
  readonly pointer: string;
  /** What is wrong and what to do, in one line. */
  readonly advice: string;
}

/** A finding at a shape: `path` leads from the shape to the place, as `["members", "Name"]` does. */
export function findingAt(
  model: Model,
  rule: LintRule,
  shapeId: string,
  path: readonly (string | number)[],
  advice: string,
): Finding {
  const { file, pointer } = shapeFault(model, shapeId, path, advice);
  const [first, name] = path;
  const member = first === "members" && name !== undefined ? `$${name}` : "";
  return { rule, file, shape: `${shapeId}${member}`, pointer, advice };
}

/** A finding in a file that is not bound to a shape of the model. */
export function findingIn(
  file: string,
  rule: LintRule,
  path: readonly (string | number)[],
  advice: string,
  shape?: string,
): Finding {
  return { rule, file, ...(shape === undefined ? {} : { shape }), pointer: jsonPointer(path), advice };
}

/** One line: `file: shape at pointer: rule: advice`. */
export function formatFinding({ rule, file, shape, pointer, advice }: Finding): string {
  const place = [shape, pointer === "" ? undefined : `at ${pointer}`].filter(Boolean).join(" ");
  return `${file}: ${place === "" ? "" : `${place}: `}${rule}: ${advice}`;
}
