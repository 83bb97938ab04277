import { lintModel } from "../../../codegen/lint/lint.js";
import { exampleService, type Shapes } from "../small-model.js";
import { type FileContent, modelFolder } from "../update/model-folder.js";

export type Json = { [key: string]: unknown };

export const doc = { "smithy.api#documentation": "Says what it is." };

export const example: Json = { title: "One", input: { Name: "a" }, output: { Things: ["x"] } };

/** A model without findings; `more` replaces shapes. */
export function clean(more: Shapes = {}, operations: readonly string[] = ["ListThings"]): Shapes {
  return {
    ...exampleService(operations, {}, doc),
    "example#ListThings": {
      type: "operation",
      input: { target: "example#ListThingsInput" },
      output: { target: "example#ListThingsOutput" },
      errors: [{ target: "example#Bad" }],
      traits: { ...doc, "smithy.api#examples": [example] },
    },
    "example#ListThingsInput": {
      type: "structure",
      members: { Name: { target: "smithy.api#String", traits: doc } },
      traits: doc,
    },
    "example#ListThingsOutput": {
      type: "structure",
      members: {
        Things: { target: "example#Things", traits: doc },
        State: { target: "example#State", traits: doc },
        Done: { target: "smithy.api#Boolean", traits: doc },
      },
      traits: doc,
    },
    "example#Things": { type: "list", member: { target: "smithy.api#String" } },
    "example#State": {
      type: "enum",
      members: {
        ON: { target: "smithy.api#Unit", traits: doc },
        OFF: { target: "smithy.api#Unit", traits: { ...doc, "smithy.api#enumValue": "off" } },
      },
      traits: doc,
    },
    "example#Bad": { type: "structure", traits: { ...doc, "smithy.api#error": "client" } },
    ...more,
  };
}

/** The clean model with traits added to its operation. */
export const operation = (traits: Json): Shapes =>
  clean({ "example#ListThings": { ...(clean()["example#ListThings"] as Json), traits: { ...doc, ...traits } } });

export const withExample = (...examples: Json[]): Shapes => operation({ "smithy.api#examples": examples });

export function lint(files: { readonly [name: string]: FileContent }): string[] {
  using folder = modelFolder(files);
  return lintModel([folder.path]).map(
    ({ rule, file, shape, pointer, advice }) =>
      `${file.slice(folder.path.length + 1)} ${shape} ${pointer} ${rule}: ${advice}`,
  );
}

export const lintShapes = (shapes: Shapes): string[] => lint({ "m.json": { shapes } });
