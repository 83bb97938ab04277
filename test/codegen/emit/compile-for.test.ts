import { expect, test } from "vitest";
import { compileFor } from "../../../codegen/emit/compile-for.js";
import { PathError } from "../../../codegen/paths/parse-path.js";
import type { OperationModel } from "../../../codegen/service-model.js";
import { exampleService, faultsOf, readShapes } from "../small-model.js";

const model = readShapes({ ...exampleService(["Do"]), "example#Do": { type: "operation" } });
const operation = model.operations[0] as OperationModel;

test("hands on what was compiled", () => {
  expect(compileFor(model, operation, "waiter Done", () => "code")).toBe("code");
});

test("a path that does not compile is a fault of the model, with operation and purpose", () => {
  const faults = faultsOf(() =>
    compileFor(model, operation, "waiter Done", () => {
      throw new PathError("A.B: no such member");
    }),
  );
  expect(faults).toEqual([
    { file: "the model of Example", shape: "Do", pointer: "", message: "waiter Done: A.B: no such member" },
  ]);
});

test("other errors are not disguised", () => {
  const bug = new TypeError("bug");
  expect(() =>
    compileFor(model, operation, "waiter Done", () => {
      throw bug;
    }),
  ).toThrow(bug);
});
