import type { MemberModel, OperationModel, ServiceModel, ShapeModel } from "../../../codegen/service-model.js";
import { exampleService, readShapes, type Shapes } from "../small-model.js";

export const ref = (target: string, traits?: object): object => ({
  target,
  ...(traits === undefined ? {} : { traits }),
});

export const structure = (members: object, traits: object = {}): object => ({ type: "structure", members, traits });

/** A service with the operation `Do`; shapes it needs may be overridden. */
export function service(shapes: Shapes, operation: object = {}): ServiceModel {
  return readShapes({
    ...exampleService(["Do"]),
    "example#Do": { type: "operation", input: ref("example#In"), output: ref("example#Out"), ...operation },
    "example#In": structure({}),
    "example#Out": structure({}),
    ...shapes,
  });
}

export function only(model: ServiceModel): OperationModel {
  const [operation] = model.operations;
  if (operation === undefined) throw new Error("there is no operation");
  return operation;
}

export function shapeOf(model: ServiceModel, name: string): ShapeModel {
  const shape = model.shapes.get(name);
  if (shape === undefined) throw new Error(`there is no ${name} among ${[...model.shapes.keys()].join(", ")}`);
  return shape;
}

export function memberOf(model: ServiceModel, shape: string, name: string): MemberModel {
  const found = shapeOf(model, shape);
  const member = "members" in found ? found.members.find((candidate) => candidate.name === name) : undefined;
  if (member === undefined) throw new Error(`${shape} has no ${name}`);
  return member;
}
