import type { Shape } from "../ast.js";
import { isAggregate, shapeAt } from "../normalise/lookup.js";
import type { Direction } from "../service-model.js";
import { shapeName } from "../shape-id.js";
import { hasTrait } from "../trait-values.js";
import type { ChangeClass } from "./change.js";
import { code } from "./place.js";
import type { Side } from "./side.js";

/** How a type differs from another, as values of it meet a user. */
export interface TypeDifference {
  readonly class: ChangeClass;
  /** What it means beyond the two names, or empty. */
  readonly note: string;
}

/** Widths of the numeric types: a value of a narrower one fits into each wider one. */
const widths: Readonly<Record<string, number>> = { byte: 1, short: 2, integer: 3, long: 4, float: 5, double: 6 };

/** Enumerations and what they are made of: on the wire the same, and in outputs open. */
const bases: Readonly<Record<string, string>> = { enum: "string", intEnum: "integer" };

/** What a caller goes on to give, and what goes out as the same JSON, where any JSON is taken. */
const jsonKinds: ReadonlySet<string> = new Set([...Object.keys(widths), ...Object.keys(bases), "string", "boolean"]);

/**
 * Compares what kind of value two shapes are, without looking into them. Undefined when it is the same kind.
 *
 * A number stays a number and an enumeration stays text: they break only where the client goes on to refuse a value that
 * it took. Everything else is another type.
 */
export function compareTypes(before: Shape, after: Shape, direction: Direction): TypeDifference | undefined {
  const from = kindOf(before);
  const to = kindOf(after);
  if (from === to) return undefined;
  if (bases[to] === from) return enumerated(direction);
  if (to === "document" && direction === "input" && jsonKinds.has(from))
    return { class: "behaviour", note: "any JSON is taken" };
  if (bases[from] === to) return { class: "behaviour", note: direction === "input" ? "any value is taken" : "" };
  const [fromWidth, toWidth] = [widths[from], widths[to]];
  if (fromWidth === undefined || toWidth === undefined) return { class: "breaking", note: "" };
  if (direction === "output" || fromWidth < toWidth) return { class: "behaviour", note: "" };
  return { class: "breaking", note: "larger or finer values are refused" };
}

/** A type in words: `string`, `list of Tag`. */
export function typeText({ model }: Side, id: string): string {
  const shape = shapeAt(model, id);
  switch (shape.type) {
    case "list":
    case "set":
      return `list of ${valueText(shape.member.target, shapeAt(model, shape.member.target))}`;
    case "map": {
      const key = valueText(shape.key.target, shapeAt(model, shape.key.target));
      return `map of ${key} to ${valueText(shape.value.target, shapeAt(model, shape.value.target))}`;
    }
    default:
      return valueText(id, shape);
  }
}

function valueText(id: string, shape: Shape): string {
  if (shape.type === "list" || shape.type === "set") return "list";
  if (!isAggregate(shape)) return shape.type;
  return `${kindOf(shape) === "stream" ? "event stream" : shape.type} ${code(shapeName(id))}`;
}

function enumerated(direction: Direction): TypeDifference {
  if (direction === "output") return { class: "behaviour", note: "" };
  return { class: "breaking", note: "other values are refused" };
}

function kindOf(shape: Shape): string {
  if (shape.type === "set") return "list";
  return shape.type === "union" && hasTrait(shape, "smithy.api#streaming") ? "stream" : shape.type;
}
