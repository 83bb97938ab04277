import { describe, expect, it } from "vitest";
import type { Model } from "../../../codegen/model.js";
import { collectOperations } from "../../../codegen/normalise/collect-operations.js";
import { flattenMixins } from "../../../codegen/normalise/flatten-mixins.js";
import { keepClosure } from "../../../codegen/normalise/keep-closure.js";
import { replaceEnumTrait } from "../../../codegen/normalise/replace-enum-trait.js";
import { spreadServiceErrors } from "../../../codegen/normalise/spread-service-errors.js";
import { spreadServicePagination } from "../../../codegen/normalise/spread-service-pagination.js";
import { exampleService, faultsOf, modelOf, type Shapes, shapeIn } from "../small-model.js";

const ref = (target: string, traits?: object): object => ({ target, ...(traits === undefined ? {} : { traits }) });

/** Runs a pass on a model that must not be changed by it. */
function run(pass: (model: Model) => Model, shapes: Shapes): Model {
  const model = modelOf(deepFreeze(structuredClone(shapes)));
  const before = [...model.shapes];
  const after = pass(model);
  expect([...model.shapes]).toEqual(before);
  return after;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null)
    for (const inner of Object.values(Object.freeze(value))) deepFreeze(inner);
  return value;
}

describe("flattenMixins", () => {
  const mixin = (members: object, traits: object = {}, more: object = {}): object => ({
    type: "structure",
    members,
    ...more,
    traits: { "smithy.api#mixin": {}, ...traits },
  });

  it("puts mixed-in members first, in the order of the mixins, and drops the mixins", () => {
    const model = run(flattenMixins, {
      "a#One": mixin({ A: ref("a#T") }, {}, { mixins: [ref("a#Zero")] }),
      "a#Two": mixin({ B: ref("a#T") }),
      "a#Zero": mixin({ Z: ref("a#T") }),
      "a#S": { type: "structure", members: { C: ref("a#T") }, mixins: [ref("a#One"), ref("a#Two")] },
    });
    expect([...model.shapes.keys()]).toEqual(["a#S"]);
    const shape = shapeIn(model, "a#S");
    expect(Object.keys("members" in shape ? (shape.members ?? {}) : {})).toEqual(["Z", "A", "B", "C"]);
    expect(shape).not.toHaveProperty("mixins");
  });

  it("lets the shape's traits win, and leaves local traits behind", () => {
    const model = run(flattenMixins, {
      "a#M": mixin(
        {},
        {
          "smithy.api#mixin": { localTraits: ["smithy.api#internal"] },
          "smithy.api#internal": {},
          "smithy.api#sensitive": {},
          "smithy.api#documentation": "of the mixin",
        },
      ),
      "a#S": { type: "structure", mixins: [ref("a#M")], traits: { "smithy.api#documentation": "own" } },
    });
    expect(shapeIn(model, "a#S").traits).toEqual({ "smithy.api#sensitive": {}, "smithy.api#documentation": "own" });
  });

  it("merges traits that were applied to mixed-in members", () => {
    const model = run(flattenMixins, {
      "a#M": mixin({ A: ref("a#T", { "smithy.api#required": {}, "smithy.api#documentation": "of the mixin" }) }),
      "a#S": { type: "structure", mixins: [ref("a#M")] },
      "a#S$A": { type: "apply", traits: { "smithy.api#documentation": "applied" } },
    });
    const traits = { "smithy.api#required": {}, "smithy.api#documentation": "applied" };
    expect(shapeIn(model, "a#S")).toMatchObject({ members: { A: { target: "a#T", traits } } });
  });

  it("refuses traits applied to a member that no mixin brings", () => {
    const shapes = {
      "a#M": mixin({}),
      "a#S": { type: "structure", mixins: [ref("a#M")] },
      "a#S$A": { type: "apply", traits: {} },
    };
    expect(faultsOf(() => flattenMixins(modelOf(shapes)))).toMatchObject([
      {
        shape: "a#S",
        pointer: "/shapes/a#S/mixins",
        message: "apply to a member that neither the shape nor a mixin has: A",
      },
    ]);
  });

  it("adds up the errors of operations", () => {
    const model = run(flattenMixins, {
      "a#M": { type: "operation", errors: [ref("a#E1"), ref("a#E2")], traits: { "smithy.api#mixin": {} } },
      "a#O": { type: "operation", errors: [ref("a#E2"), ref("a#E3")], input: ref("a#In"), mixins: [ref("a#M")] },
    });
    expect(shapeIn(model, "a#O")).toMatchObject({
      errors: [ref("a#E1"), ref("a#E2"), ref("a#E3")],
      input: ref("a#In"),
    });
  });
});

describe("replaceEnumTrait", () => {
  it("makes enum shapes of strings with the old trait, with names for values that have none", () => {
    const values = [{ value: "a-b", name: "AB", documentation: "Both." }, { value: "1.x" }];
    const model = run(replaceEnumTrait, {
      "a#E": { type: "string", traits: { "smithy.api#enum": values, "smithy.api#sensitive": {} } },
    });
    expect(shapeIn(model, "a#E")).toEqual({
      type: "enum",
      members: {
        AB: ref("smithy.api#Unit", { "smithy.api#enumValue": "a-b", "smithy.api#documentation": "Both." }),
        _1_x: ref("smithy.api#Unit", { "smithy.api#enumValue": "1.x" }),
      },
      traits: { "smithy.api#sensitive": {} },
    });
  });
});

describe("collectOperations", () => {
  it("lists the operations of resources at any depth, the lifecycle's among them, once each", () => {
    const model = run(collectOperations, {
      ...exampleService(["B"], { resources: [ref("example#R")] }),
      "example#R": {
        type: "resource",
        create: ref("example#Create"),
        read: ref("example#Read"),
        update: ref("example#Update"),
        delete: ref("example#Delete"),
        put: ref("example#Put"),
        list: ref("example#List"),
        operations: [ref("example#B")],
        resources: [ref("example#Inner")],
      },
      "example#Inner": { type: "resource", collectionOperations: [ref("example#A")], resources: [ref("example#R")] },
    });
    const service = shapeIn(model, "example#Example");
    expect(service).not.toHaveProperty("resources");
    const names = "operations" in service ? (service.operations ?? []).map(({ target }) => target.split("#")[1]) : [];
    expect(names).toEqual(["A", "B", "Create", "Delete", "List", "Put", "Read", "Update"]);
  });
});

describe("spreadServiceErrors", () => {
  it("adds the service's errors to each operation, once each", () => {
    const model = run(spreadServiceErrors, {
      ...exampleService(["A", "B"], { errors: [ref("example#Common")] }),
      "example#A": { type: "operation", errors: [ref("example#Own"), ref("example#Common")] },
      "example#B": { type: "operation" },
    });
    expect(shapeIn(model, "example#A")).toMatchObject({ errors: [ref("example#Own"), ref("example#Common")] });
    expect(shapeIn(model, "example#B")).toMatchObject({ errors: [ref("example#Common")] });
  });
});

describe("spreadServicePagination", () => {
  it("fills in what operations that page leave out, and makes no others page", () => {
    const model = run(spreadServicePagination, {
      ...exampleService(
        ["A", "B"],
        {},
        { "smithy.api#paginated": { inputToken: "I", outputToken: "O", pageSize: "P" } },
      ),
      "example#A": { type: "operation", traits: { "smithy.api#paginated": { items: "Items", pageSize: "Own" } } },
      "example#B": { type: "operation" },
    });
    expect(shapeIn(model, "example#A").traits?.["smithy.api#paginated"]).toEqual({
      inputToken: "I",
      outputToken: "O",
      pageSize: "Own",
      items: "Items",
    });
    expect(shapeIn(model, "example#B").traits).toBeUndefined();
  });
});

describe("keepClosure", () => {
  it("keeps what operations reach, recursion included, and nothing else", () => {
    const model = run(keepClosure, {
      ...exampleService(["A"]),
      "example#A": {
        type: "operation",
        input: ref("example#In"),
        output: ref("smithy.api#Unit"),
        errors: [ref("example#E")],
      },
      "example#Unused": { type: "operation", input: ref("example#UnusedIn") },
      "example#UnusedIn": { type: "structure", members: {} },
      "example#In": {
        type: "structure",
        members: { L: ref("example#L"), M: ref("example#M"), E: ref("example#Color") },
      },
      "example#L": { type: "list", member: ref("example#In") },
      "example#M": { type: "map", key: ref("example#K"), value: ref("example#V") },
      "example#K": { type: "string" },
      "example#V": { type: "blob" },
      "example#Color": { type: "enum", members: { RED: ref("smithy.api#Unit") } },
      "example#E": { type: "structure", members: {} },
    });
    const kept = [...model.shapes.keys()].map((id) => id.split("#")[1]);
    expect(kept).toEqual(["A", "Color", "E", "Example", "In", "K", "L", "M", "V"]);
  });
});
