import { describe, expect, it } from "vitest";
import { checkModel } from "../../../codegen/validate/check-model.js";
import { exampleService, modelOf } from "../small-model.js";
import { check, operation, ref, text } from "./check-shapes.js";

it("passes a model without faults", () => {
  expect(() => checkModel(modelOf(operation({})))).not.toThrow();
});

describe("targets", () => {
  it("tells every reference that leads nowhere or to a shape of the wrong kind", () => {
    const faults = check({
      ...exampleService(["Do", "Gone"], { resources: [ref("example#Do")], errors: [ref("example#In")] }),
      "example#Do": {
        type: "operation",
        input: ref("example#Text"),
        output: ref("smithy.api#Strin"),
        errors: [ref("example#Text")],
      },
      "example#In": {
        type: "structure",
        members: { A: ref("example#B"), Do: ref("example#Do") },
        mixins: [ref("example#Text")],
      },
      "example#L": { type: "list", member: ref("example#Gone") },
      "example#M": { type: "map", key: ref("example#In"), value: ref("example#Gone") },
      "example#Text": text,
    });
    expect(faults).toEqual([
      "example#Do /errors/0/target: example#Text is a string, not a structure with the trait smithy.api#error",
      "example#Do /input/target: example#Text is a string, not a structure",
      "example#Do /output/target: no such shape: smithy.api#Strin",
      "example#Example /errors/0/target: example#In is a structure, not a structure with the trait smithy.api#error",
      "example#Example /operations/1/target: no such shape: example#Gone",
      "example#Example /resources/0/target: example#Do is an operation, not a resource",
      "example#In /members/A/target: no such shape: example#B",
      "example#In /members/Do/target: example#Do is an operation, not a shape for data",
      "example#In /mixins/0/target: example#Text is a string, not a mixin",
      "example#L /member/target: no such shape: example#Gone",
      "example#M /key/target: a map's key must be a string or an enum, which example#In is not",
      "example#M /value/target: no such shape: example#Gone",
    ]);
  });

  it("refuses a mixin of another type", () => {
    const mixin = { type: "union", members: { A: ref("smithy.api#String") }, traits: { "smithy.api#mixin": {} } };
    const shapes = {
      ...operation({}),
      "example#Mix": mixin,
      "example#S": { type: "structure", mixins: [ref("example#Mix")] },
    };
    expect(check(shapes)).toEqual(["example#S /mixins/0/target: example#Mix is a union, so no mixin of a structure"]);
  });

  it("refuses mixins that go in a circle", () => {
    const mixin = (of: string): object => ({
      type: "structure",
      mixins: [ref(of)],
      traits: { "smithy.api#mixin": {} },
    });
    const shapes = { ...operation({}), "example#A": mixin("example#B"), "example#B": mixin("example#A") };
    expect(check(shapes)).toEqual(["example#A /mixins: the mixins go in a circle"]);
  });
});

describe("traits", () => {
  it("refuses unknown traits by name, on shapes, members, elements, keys and values", () => {
    const faults = check({
      ...operation({ "other.place#strange": {} }),
      "example#L": { type: "list", member: ref("example#Text", { "shardwright#nonsense": {} }) },
      "example#M": {
        type: "map",
        key: ref("example#Text"),
        value: ref("example#Text", { "smithy.api#futureTrait": 1 }),
      },
      "example#S": { type: "structure", members: { X: ref("example#Text", { "aws.customizations#s3": {} }) } },
    });
    const because = "it may change the wire or the behaviour, so it is not passed over";
    expect(faults).toEqual([
      `example#Do /traits/other.place#strange: unknown trait other.place#strange: ${because}`,
      `example#L /member/traits/shardwright#nonsense: unknown trait shardwright#nonsense: ${because}`,
      `example#M /value/traits/smithy.api#futureTrait: unknown trait smithy.api#futureTrait: ${because}`,
      `example#S /members/X/traits/aws.customizations#s3: unknown trait aws.customizations#s3: ${because}`,
    ]);
  });

  it("passes over traits that mean nothing to a client that speaks awsJson", () => {
    const traits = {
      "aws.iam#actionName": "x",
      "aws.cloudformation#cfnResource": {},
      "smithy.api#xmlName": "x",
      "smithy.api#http": { method: "POST", uri: "/" },
      "smithy.test#httpRequestTests": [],
      "smithy.openapi#specificationExtension": {},
      "aws.api#controlPlane": {},
    };
    expect(() => checkModel(modelOf(operation(traits)))).not.toThrow();
  });
});

describe("members", () => {
  it("refuses empty unions, enums without values or with doubles, and names that differ in case alone", () => {
    const value = (enumValue: unknown): object => ref("smithy.api#Unit", { "smithy.api#enumValue": enumValue });
    const faults = check({
      ...operation({}),
      "example#E": { type: "enum", members: { A: value("a"), B: value("a"), C: value(3) } },
      "example#I": { type: "intEnum", members: { A: value(1), B: value("2"), C: ref("smithy.api#Unit") } },
      "example#None": { type: "enum", members: {} },
      "example#S": { type: "structure", members: { name: ref("example#Text"), Name: ref("example#Text") } },
      "example#U": { type: "union", members: {} },
    });
    expect(faults).toEqual([
      "example#E /members/B: has the same value as A",
      "example#E /members/C/traits/smithy.api#enumValue: must be a string",
      "example#I /members/B/traits/smithy.api#enumValue: must be a number",
      "example#I /members/C: a member of an intEnum needs the trait smithy.api#enumValue",
      "example#None /members: an enum needs at least one member",
      "example#S /members/Name: differs from the member name in case alone",
      "example#U /members: a union needs at least one member",
    ]);
  });
});

describe("constraints", () => {
  it("refuses those without a meaning, and bounds out of order", () => {
    const faults = check({
      ...operation({}),
      "example#A": { type: "boolean", traits: { "smithy.api#length": { min: 1 } } },
      "example#B": { type: "string", traits: { "smithy.api#length": { min: 2, max: 1 }, "smithy.api#pattern": "[" } },
      "example#C": { type: "structure", members: { N: ref("example#Text", { "smithy.api#range": { min: 1 } }) } },
      "example#D": { type: "double", traits: { "smithy.api#range": { min: 0.5, max: 0.25 } } },
    });
    expect(faults).toEqual([
      "example#A /traits/smithy.api#length: smithy.api#length has no meaning on a shape of type boolean",
      "example#B /traits/smithy.api#length: min 2 is greater than max 1",
      "example#C /members/N/traits/smithy.api#range: smithy.api#range has no meaning on a shape of type string",
      "example#D /traits/smithy.api#range: min 0.5 is greater than max 0.25",
    ]);
  });
});
