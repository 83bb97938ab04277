import { assemble } from "../../../codegen/assemble/assemble.js";
import { diffModels } from "../../../codegen/diff/diff-models.js";
import { type DiffDocument, jsonOf } from "../../../codegen/diff/format-diff.js";
import type { Model } from "../../../codegen/model.js";
import { checkFiles } from "../../../codegen/validate/check-files.js";
import { checkModel } from "../../../codegen/validate/check-model.js";
import { exampleService, file, type Shapes } from "../small-model.js";

/** A checked model of shapes, as a command reads it. */
export function modelWith(shapes: Shapes): Model {
  const model = assemble(checkFiles([file(shapes)]));
  checkModel(model);
  return model;
}

/** What `shardwright diff --format json` says of two sets of shapes, each with its service. */
export function diffShapes(before: Shapes, after: Shapes): DiffDocument {
  return jsonOf(diffModels(modelWith(before), modelWith(after)));
}

/** A service with one operation `Do`, which takes and gives structures with these members. */
export function doing({
  input = {},
  output = {},
  shapes = {},
  operation = {},
  traits = {},
}: {
  readonly input?: object;
  readonly output?: object;
  /** More shapes. */
  readonly shapes?: Shapes;
  /** More of the operation. */
  readonly operation?: object;
  /** Traits of the operation. */
  readonly traits?: object;
}): Shapes {
  return {
    ...exampleService(["Do"]),
    "example#Do": {
      type: "operation",
      input: { target: "example#DoInput" },
      output: { target: "example#DoOutput" },
      ...operation,
      traits,
    },
    "example#DoInput": { type: "structure", members: input },
    "example#DoOutput": { type: "structure", members: output },
    ...shapes,
  };
}

/** A member of a simple type of the prelude, or of a shape of the example. */
export function member(target: string, traits: object = {}): { target: string; traits: object } {
  return { target: target.includes("#") ? target : `smithy.api#${target}`, traits };
}

/** The one change of two models; fails when there are none or more. */
export function onlyChange(before: Shapes, after: Shapes): DiffDocument["changes"][number] {
  const { changes } = diffShapes(before, after);
  const [change] = changes;
  if (change === undefined || changes.length > 1) throw new Error(`not one change: ${JSON.stringify(changes)}`);
  return change;
}
