import type { Member, Shape } from "../ast.js";
import type { Model } from "../model.js";
import type { Constraints, Direction, TypeModel } from "../service-model.js";
import { namespaceOf, shapeName } from "../shape-id.js";
import { hasTrait, traitOf } from "../trait-values.js";
import { shapeAt } from "./lookup.js";
import type { Names } from "./names.js";

/**
 * The type of a member, element, key or value in one direction. A constraint trait on the member replaces that of its
 * target; sensitive is what either of them calls so.
 */
export function typeOf(model: Model, names: Names, member: Member, direction: Direction): TypeModel {
  const shape = shapeAt(model, member.target);
  const isOfModel = namespaceOf(member.target) !== "smithy.api";
  const common = {
    ...(isOfModel && { shapeName: shapeName(member.target) }),
    constraints: constraintsOf(shape, member),
    sensitive: hasTrait(shape, "smithy.api#sensitive") || hasTrait(member, "smithy.api#sensitive"),
  };
  const inside = (inner: Member): TypeModel => typeOf(model, names, inner, direction);
  switch (shape.type) {
    case "string": {
      const mediaType = traitOf(member, "smithy.api#mediaType") ?? traitOf(shape, "smithy.api#mediaType");
      return { ...common, kind: "string", ...(mediaType === undefined ? {} : { mediaType }) };
    }
    case "timestamp": {
      const format = traitOf(member, "smithy.api#timestampFormat") ?? traitOf(shape, "smithy.api#timestampFormat");
      return { ...common, kind: "timestamp", format: format ?? "epoch-seconds" };
    }
    case "list":
    case "set":
      return { ...common, kind: "list", sparse: hasTrait(shape, "smithy.api#sparse"), element: inside(shape.member) };
    case "map": {
      const sparse = hasTrait(shape, "smithy.api#sparse");
      return { ...common, kind: "map", sparse, key: inside(shape.key), value: inside(shape.value) };
    }
    case "structure":
    case "union":
    case "enum":
    case "intEnum":
      return { ...common, kind: shape.type, name: names.type(member.target, direction) };
    case "operation":
    case "resource":
    case "service":
      throw new TypeError(`${member.target} is no data shape; validation should have refused it`);
    default:
      return { ...common, kind: shape.type };
  }
}

/** The constraints that a member puts on its values, its own before those of its shape. */
export function constraintsOf(shape: Shape, member: Pick<Member, "traits">): Constraints {
  const length = traitOf(member, "smithy.api#length") ?? traitOf(shape, "smithy.api#length");
  const range = traitOf(member, "smithy.api#range") ?? traitOf(shape, "smithy.api#range");
  const pattern = traitOf(member, "smithy.api#pattern") ?? traitOf(shape, "smithy.api#pattern");
  const uniqueItems = hasTrait(shape, "smithy.api#uniqueItems") || shape.type === "set";
  return {
    ...(length === undefined ? {} : { length }),
    ...(range === undefined ? {} : { range }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(uniqueItems ? { uniqueItems } : {}),
  };
}
