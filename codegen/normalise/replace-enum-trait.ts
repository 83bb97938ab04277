import type { Members, Shape } from "../ast.js";
import type { Model } from "../model.js";
import { traitOf } from "../trait-values.js";

/** Turns strings that carry the old `smithy.api#enum` trait into enum shapes, as Smithy 2.0 prescribes. */
export function replaceEnumTrait(model: Model): Model {
  const shapes = new Map<string, Shape>();
  for (const [id, shape] of model.shapes) {
    const values = shape.type === "string" ? traitOf(shape, "smithy.api#enum") : undefined;
    shapes.set(id, values === undefined ? shape : enumShape(shape, values));
  }
  return { ...model, shapes };
}

function enumShape(
  shape: Shape,
  values: readonly { readonly value: string; readonly name?: string; readonly documentation?: string }[],
): Shape {
  const { "smithy.api#enum": _, ...traits } = shape.traits ?? {};
  const members: Members = Object.fromEntries(
    values.map(({ value, name, documentation }) => [
      name ?? constantName(value),
      {
        target: "smithy.api#Unit",
        traits: {
          "smithy.api#enumValue": value,
          ...(documentation === undefined ? {} : { "smithy.api#documentation": documentation }),
        },
      },
    ]),
  );
  return { type: "enum", members, traits };
}

/** A name for a value that has none; only documentation shows it. */
function constantName(value: string): string {
  return value.replace(/[^A-Za-z0-9]+/g, "_").replace(/^(?=\d)/, "_") || "_";
}
