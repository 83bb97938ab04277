import type { Member, Shape } from "../ast.js";
import type { Model } from "../model.js";
import type { Direction, MemberModel } from "../service-model.js";
import { shapeName } from "../shape-id.js";
import { hasTrait, traitOf } from "../trait-values.js";
import { deprecationOf, documentationOf } from "./documentation.js";
import { membersOf, shapeAt } from "./lookup.js";
import type { Names } from "./names.js";
import { typeOf } from "./types.js";

/** The members of a structure or union as they are in one direction, in the model's order. */
export function memberModels(model: Model, names: Names, shape: Shape, direction: Direction): MemberModel[] {
  return membersOf(shape).map(([name, member]) => memberModel(model, names, shape, name, member, direction));
}

function memberModel(
  model: Model,
  names: Names,
  owner: Shape,
  name: string,
  member: Member,
  direction: Direction,
): MemberModel {
  const target = shapeAt(model, member.target);
  const deprecated = deprecationOf(member) ?? deprecationOf(target);
  const lifetime = traitOf(member, "shardwright#lifetime");
  const defaultValue = defaultOf(owner, member, direction);
  return {
    name,
    documentation: documentationOf(member) || documentationOf(target),
    required: isRequired(owner, member, direction) || isEventStream(target, direction),
    ...(deprecated === undefined ? {} : { deprecated }),
    type: typeOf(model, names, member, direction),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
    idempotencyToken: direction === "input" && hasTrait(member, "smithy.api#idempotencyToken"),
    hostLabel: hasTrait(member, "smithy.api#hostLabel"),
    ...eventBindingOf(member),
    ...(lifetime === undefined ? {} : { lifetime: lifetimeModel(lifetime) }),
  };
}

/** The stream is there whenever the call succeeds, whatever the model requires. */
function isEventStream(target: Shape, direction: Direction): boolean {
  return direction === "output" && target.type === "union" && hasTrait(target, "smithy.api#streaming");
}

function eventBindingOf(member: Member): Pick<MemberModel, "eventBinding"> {
  if (hasTrait(member, "smithy.api#eventHeader")) return { eventBinding: "header" };
  return hasTrait(member, "smithy.api#eventPayload") ? { eventBinding: "payload" } : {};
}

function lifetimeModel({ seconds, fault }: { readonly seconds: number; readonly fault?: string }): {
  readonly seconds: number;
  readonly fault?: string;
} {
  return { seconds, ...(fault === undefined ? {} : { fault: shapeName(fault) }) };
}

/**
 * Whether a value must be there. A caller need not give what the client fills in (an idempotency token); an output need
 * not hold what the service may stop to send (`clientOptional`, or any member of an `@input` structure).
 */
function isRequired(owner: Shape, member: Member, direction: Direction): boolean {
  if (!hasTrait(member, "smithy.api#required") || owner.type === "union") return false;
  if (direction === "input") return !hasTrait(member, "smithy.api#idempotencyToken");
  return !isClientOptional(owner, member);
}

/** The default that a client fills in: none for `clientOptional`, for a default added later, and for `null`. */
function defaultOf(owner: Shape, member: Member, direction: Direction): unknown {
  const value = traitOf(member, "smithy.api#default") ?? undefined;
  if (value === undefined || isClientOptional(owner, member) || hasTrait(member, "smithy.api#addedDefault"))
    return undefined;
  // A required member of an input is given by the caller, default or not.
  return direction === "input" && hasTrait(member, "smithy.api#required") ? undefined : value;
}

function isClientOptional(owner: Shape, member: Member): boolean {
  return hasTrait(member, "smithy.api#clientOptional") || hasTrait(owner, "smithy.api#input");
}
