import type { Member, Shape } from "../ast.js";
import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { findShape, membersOf } from "../normalise/lookup.js";
import { hasTrait } from "../trait-values.js";

const headerTypes: ReadonlySet<Shape["type"]> = new Set([
  ...(["blob", "boolean", "byte", "short", "integer", "long", "string", "timestamp", "enum", "intEnum"] as const),
]);
const payloadTypes: ReadonlySet<Shape["type"]> = new Set(["blob", "string", "enum", "structure", "union"]);

/** Events are structures whose members are all in the payload's JSON, or are bound to headers and payload (smithy.io). */
export function checkEvents(model: Model): ModelFault[] {
  const faults: ModelFault[] = [];
  for (const [id, shape] of model.shapes) {
    const fault = (path: readonly string[], message: string): void => {
      faults.push(shapeFault(model, id, path, message));
    };
    if (shape.type === "union" && hasTrait(shape, "smithy.api#streaming")) checkStream(model, shape, fault);
    if (shape.type === "structure") checkBindings(model, shape, fault);
  }
  return faults;
}

type Report = (path: readonly string[], message: string) => void;

function checkStream(model: Model, stream: Shape, fault: Report): void {
  for (const [name, { target }] of membersOf(stream)) {
    const type = findShape(model, target)?.type;
    if (type !== undefined && type !== "structure") {
      fault(["members", name, "target"], `an event must be a structure, which ${target} is not`);
    }
  }
}

function checkBindings(model: Model, shape: Shape, fault: Report): void {
  const members = membersOf(shape);
  const payloads = members.filter(([, member]) => hasTrait(member, "smithy.api#eventPayload"));
  for (const [name, member] of members) {
    checkType(model, name, member, "smithy.api#eventHeader", headerTypes, fault);
    checkType(model, name, member, "smithy.api#eventPayload", payloadTypes, fault);
    if (payloads.length > 0 && !isBound(member)) {
      fault(["members", name], `has no place in the event, whose payload is ${payloads[0]?.[0]}`);
    }
  }
  for (const [name] of payloads.slice(1)) fault(["members", name], "is a second payload of the event");
}

function checkType(
  model: Model,
  name: string,
  member: Member,
  traitId: "smithy.api#eventHeader" | "smithy.api#eventPayload",
  types: ReadonlySet<Shape["type"]>,
  fault: Report,
): void {
  if (!hasTrait(member, traitId)) return;
  const type = findShape(model, member.target)?.type;
  if (type !== undefined && !types.has(type))
    fault(["members", name, "traits", traitId], `does not fit ${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`);
}

function isBound(member: Member): boolean {
  return hasTrait(member, "smithy.api#eventHeader") || hasTrait(member, "smithy.api#eventPayload");
}
