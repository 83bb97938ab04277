import type { Shape } from "../ast.js";
import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { findShape, membersOf } from "../normalise/lookup.js";
import { hasTrait, traitOf } from "../trait-values.js";

/** What structures, unions, enums and maps demand of their members. */
export function checkMembers(model: Model): ModelFault[] {
  const faults: ModelFault[] = [];
  for (const [id, shape] of model.shapes) {
    const fault = (path: readonly string[], message: string): void => {
      faults.push(shapeFault(model, id, path, message));
    };
    if (shape.type === "enum" || shape.type === "intEnum") checkEnum(shape, fault);
    if (shape.type === "union" && membersOf(shape).length === 0 && shape.mixins === undefined) {
      fault(["members"], "a union needs at least one member");
    }
    if (shape.type === "map" && !isText(findShape(model, shape.key.target))) {
      fault(["key", "target"], `a map's key must be a string or an enum, which ${shape.key.target} is not`);
    }
    checkDoubles(shape, fault);
  }
  return faults;
}

type Report = (path: readonly string[], message: string) => void;

function checkEnum(shape: Shape, fault: Report): void {
  const wanted = shape.type === "enum" ? "string" : "number";
  const seen = new Map<unknown, string>();
  if (membersOf(shape).length === 0 && shape.mixins === undefined)
    fault(["members"], "an enum needs at least one member");
  for (const [name, member] of membersOf(shape)) {
    const value = traitOf(member, "smithy.api#enumValue") ?? (shape.type === "enum" ? name : undefined);
    const path = ["members", name];
    if (value === undefined) fault(path, "a member of an intEnum needs the trait smithy.api#enumValue");
    else if (typeof value !== wanted) fault([...path, "traits", "smithy.api#enumValue"], `must be a ${wanted}`);
    else if (seen.has(value)) fault(path, `has the same value as ${seen.get(value)}`);
    seen.set(value, name);
  }
}

/** Two members whose names differ in case alone cannot be told apart by all that read the model. */
function checkDoubles(shape: Shape, fault: Report): void {
  if (shape.type === "enum" || shape.type === "intEnum") return;
  const seen = new Map<string, string>();
  for (const [name] of membersOf(shape)) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) fault(["members", name], `differs from the member ${other} in case alone`);
    seen.set(name.toLowerCase(), name);
  }
}

function isText(shape: Shape | undefined): boolean {
  // A target that is missing is told of elsewhere.
  return (
    shape === undefined || shape.type === "string" || (shape.type === "enum" && !hasTrait(shape, "smithy.api#mixin"))
  );
}
