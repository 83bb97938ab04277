import type { AggregateShape, Shape } from "../ast.js";
import type { Model } from "../model.js";
import type { Direction, EnumModel, ShapeModel, StreamEndModel, StructureModel, UnionModel } from "../service-model.js";
import { shapeName } from "../shape-id.js";
import { hasTrait, traitOf } from "../trait-values.js";
import { type Directions, formOf } from "./directions.js";
import { deprecationOf, documentationOf } from "./documentation.js";
import { isAggregate, membersOf, shapeAt, targetsOf } from "./lookup.js";
import { memberModels } from "./members.js";
import { faultsOf, type Names } from "./names.js";
import { unitId } from "./prelude.js";

/** What the descriptions of shapes are made from. */
export interface Normalised {
  readonly model: Model;
  readonly directions: Directions;
  readonly names: Names;
}

/**
 * Structures, unions and enums that get a type, by emitted name, sorted. A shape with a type for each direction is there
 * twice. Faults are not among them: they are classes.
 */
export function shapeModels(context: Normalised): Map<string, ShapeModel> {
  const { model, directions } = context;
  const faults = new Set(faultsOf(model));
  const heldAsValues = new Set(
    [...model.shapes.values()]
      .filter((shape) => !hasTrait(shape, "smithy.api#streaming"))
      .flatMap((shape) => targetsOf(shape).map(({ target }) => target)),
  );
  const ids = [...model.shapes.keys(), ...(heldAsValues.has(unitId) ? [unitId] : [])];
  const models: ShapeModel[] = [];
  for (const id of ids) {
    const shape = shapeAt(model, id);
    if (!isAggregate(shape) || (faults.has(id) && !heldAsValues.has(id))) continue;
    const forms = new Set<Direction>();
    if (directions.input.has(id)) forms.add(formOf(directions, id, "input"));
    if (directions.output.has(id)) forms.add(formOf(directions, id, "output"));
    if (shape.type === "enum" || shape.type === "intEnum") forms.size > 0 && models.push(enumModel(context, id, shape));
    else for (const form of forms) models.push(aggregateModel(context, id, shape, form));
  }
  return new Map(models.sort((a, b) => (a.name < b.name ? -1 : 1)).map((shape) => [shape.name, shape]));
}

function aggregateModel(
  context: Normalised,
  id: string,
  shape: AggregateShape,
  direction: Direction,
): StructureModel | UnionModel {
  return shape.type === "union"
    ? unionModel(context, id, shape, direction)
    : structureModel(context, id, shape, direction);
}

/** Describes a structure as it is in one direction. */
export function structureModel(context: Normalised, id: string, shape: Shape, direction: Direction): StructureModel {
  const deprecated = deprecationOf(shape);
  return {
    kind: "structure",
    name: context.names.type(id, direction),
    shapeName: shapeName(id),
    direction,
    documentation: documentationOf(shape),
    ...(deprecated === undefined ? {} : { deprecated }),
    members: memberModels(context.model, context.names, shape, direction),
  };
}

function unionModel(context: Normalised, id: string, shape: AggregateShape, direction: Direction): UnionModel {
  const streaming = hasTrait(shape, "smithy.api#streaming");
  const isFault = (target: string): boolean => hasTrait(shapeAt(context.model, target), "smithy.api#error");
  const faults = streaming
    ? membersOf(shape).flatMap(([member, { target }]) =>
        isFault(target) ? [{ member, fault: context.names.fault(target) }] : [],
      )
    : [];
  const eventNames = new Set(faults.map(({ member }) => member));
  return {
    kind: "union",
    name: context.names.type(id, direction),
    shapeName: shapeName(id),
    direction,
    documentation: documentationOf(shape),
    members: memberModels(context.model, context.names, shape, direction).filter(({ name }) => !eventNames.has(name)),
    streaming,
    ...(streaming ? { faults, endName: context.names.streamEnd(id), ends: streamEndModels(shape) } : {}),
  };
}

function streamEndModels(shape: AggregateShape): StreamEndModel[] {
  return (traitOf(shape, "shardwright#streamEnds") ?? []).map(({ reason, event, member, fault, note }) => ({
    reason,
    mark: fault === undefined ? { event: event ?? "", member: member ?? "" } : { fault },
    ...(note === undefined ? {} : { note }),
  }));
}

function enumModel(context: Normalised, id: string, shape: AggregateShape): EnumModel {
  return {
    kind: "enum",
    name: context.names.type(id, "output"),
    shapeName: shapeName(id),
    documentation: documentationOf(shape),
    values: membersOf(shape).map(([name, member]) => {
      const documentation = documentationOf(member);
      const value = traitOf(member, "smithy.api#enumValue") ?? name;
      return { name, value, ...(documentation === "" ? {} : { documentation }) };
    }),
  };
}
