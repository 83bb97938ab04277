import { expect } from "vitest";
import { checkModel } from "../../../codegen/validate/check-model.js";
import { exampleService, faultsOf, modelOf, type Shapes } from "../small-model.js";

export const text = { type: "string" };

export const ref = (target: string, traits?: object): object => ({
  target,
  ...(traits === undefined ? {} : { traits }),
});

/** Faults as `shape /pointer-below-the-shape: message`. */
export function check(shapes: Shapes): string[] {
  return faultsOf(() => checkModel(modelOf(shapes))).map(({ file, shape, pointer, message }) => {
    expect(file).toBe("model.json");
    return `${shape ?? ""} ${pointer.replace(`/shapes/${shape}`, "")}: ${message}`;
  });
}

/** A service with one operation `Do` of the given traits. */
export function operation(traits: object, input: object = {}, output: object = {}, more: Shapes = {}): Shapes {
  return {
    ...exampleService(["Do"]),
    "example#Do": { type: "operation", input: ref("example#In"), output: ref("example#Out"), traits },
    "example#In": { type: "structure", members: input },
    "example#Out": { type: "structure", members: output },
    "example#Text": text,
    "example#Flag": { type: "boolean" },
    "example#Count": { type: "integer" },
    "example#Texts": { type: "list", member: ref("example#Text") },
    ...more,
  };
}
