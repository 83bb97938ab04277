import { assemble, type CheckedFile } from "../../codegen/assemble/assemble.js";
import type { AstDocument, Shape } from "../../codegen/ast.js";
import { ModelError, type ModelFault, throwFaults } from "../../codegen/errors.js";
import type { Model } from "../../codegen/model.js";
import { normalise } from "../../codegen/normalise/normalise.js";
import type { ServiceModel } from "../../codegen/service-model.js";
import { checkExamples } from "../../codegen/validate/check-examples.js";
import { checkFiles } from "../../codegen/validate/check-files.js";
import { checkModel } from "../../codegen/validate/check-model.js";
import { flatView } from "../../codegen/validate/flat-view.js";

/** Shapes as a test writes them: unchecked JSON. */
export type Shapes = { readonly [id: string]: unknown };

/** A service `example#Example` with the given operations, without anything that does not matter. */
export function exampleService(operations: readonly string[], more: object = {}, traits: object = {}): Shapes {
  return {
    "example#Example": {
      type: "service",
      version: "2020-01-01",
      operations: operations.map((name) => ({ target: `example#${name}` })),
      ...more,
      traits: {
        "aws.api#service": { sdkId: "Example" },
        "aws.auth#sigv4": { name: "example" },
        "aws.protocols#awsJson1_1": {},
        ...traits,
      },
    },
  };
}

/** A file of a model. */
export function file(shapes: Shapes, name = "model.json"): { file: string; json: unknown } {
  return { file: name, json: { smithy: "2.0", shapes } };
}

/** A model of shapes that are not checked. */
export function modelOf(shapes: Shapes): Model {
  return assemble([{ file: "model.json", document: { smithy: "2.0", shapes } as AstDocument } satisfies CheckedFile]);
}

/** Everything that a command would do with these shapes before it emits. */
export function readShapes(shapes: Shapes): ServiceModel {
  const model = assemble(checkFiles([file(shapes)]));
  checkModel(model);
  throwFaults(checkExamples(flatView(model)));
  return normalise(model);
}

/** The faults that `work` throws; fails when it throws something else or nothing. */
export function faultsOf(work: () => unknown): readonly ModelFault[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ModelError) return error.faults;
    throw error;
  }
  throw new Error("no fault was found");
}

/** The shape of a model that must be there. */
export function shapeIn(model: Model, id: string): Shape {
  const shape = model.shapes.get(id);
  if (shape === undefined) throw new Error(`${id} is not in the model`);
  return shape;
}
