import { describe, expect, it } from "vitest";
import { assemble } from "../../../codegen/assemble/assemble.js";
import type { AstDocument } from "../../../codegen/ast.js";
import type { Model } from "../../../codegen/model.js";
import { shapeFault } from "../../../codegen/model.js";
import { faultsOf, type Shapes, shapeIn } from "../small-model.js";

function assembled(...files: Shapes[]): Model {
  return assemble(
    files.map((shapes, at) => ({ file: `${at}.json`, document: { smithy: "2.0", shapes } as AstDocument })),
  );
}

const text = { type: "string", traits: { "smithy.api#documentation": "Text." } };

describe("assemble", () => {
  it("adds the traits of apply statements to shapes and members of other files, before or after", () => {
    const model = assembled(
      { "a#S": { type: "apply", traits: { "smithy.api#sensitive": {} } } },
      { "a#S": text, "a#T": { type: "structure", members: { X: { target: "a#S" } } } },
      { "a#T$X": { type: "apply", traits: { "smithy.api#required": {} } } },
    );
    expect(shapeIn(model, "a#S").traits).toEqual({ "smithy.api#documentation": "Text.", "smithy.api#sensitive": {} });
    expect(shapeIn(model, "a#T")).toMatchObject({
      members: { X: { target: "a#S", traits: { "smithy.api#required": {} } } },
    });
  });

  it("applies to elements, keys and values", () => {
    const model = assembled(
      {
        "a#L": { type: "list", member: { target: "a#S" } },
        "a#M": { type: "map", key: { target: "a#S" }, value: { target: "a#S" } },
        "a#S": text,
      },
      Object.fromEntries(
        ["a#L$member", "a#M$key", "a#M$value"].map((id) => [
          id,
          { type: "apply", traits: { "smithy.api#documentation": id } },
        ]),
      ),
    );
    expect(shapeIn(model, "a#L")).toMatchObject({ member: { traits: { "smithy.api#documentation": "a#L$member" } } });
    expect(shapeIn(model, "a#M")).toMatchObject({
      key: { traits: { "smithy.api#documentation": "a#M$key" } },
      value: { traits: { "smithy.api#documentation": "a#M$value" } },
    });
  });

  it("takes the same shape and the same trait value twice", () => {
    const model = assembled(
      { "a#S": text },
      { "a#S": { traits: { ...text.traits }, type: "string" } },
      { "a#S": { ...text, type: "apply" } },
    );
    expect(shapeIn(model, "a#S")).toEqual(text);
  });

  it("concatenates trait values that are lists", () => {
    const tags = (...values: string[]): Shapes => ({ "a#S": { type: "apply", traits: { "smithy.api#tags": values } } });
    const model = assembled({ "a#S": text }, tags("a", "b"), tags("c"));
    expect(shapeIn(model, "a#S").traits?.["smithy.api#tags"]).toEqual(["a", "b", "c"]);
  });

  it("tells all conflicts and all applies without a target, each with its place", () => {
    const faults = faultsOf(() =>
      assembled(
        { "a#S": text, "a#T": { type: "structure", members: {} } },
        { "a#S": { type: "blob" } },
        {
          "a#None": { type: "apply", traits: {} },
          "a#S": { type: "apply", traits: { "smithy.api#documentation": "Other." } },
          "a#T$X": { type: "apply", traits: {} },
        },
      ),
    );
    expect(faults).toEqual([
      { file: "1.json", shape: "a#S", pointer: "/shapes/a#S", message: "the shape is defined differently in 0.json" },
      {
        file: "2.json",
        shape: "a#None",
        pointer: "/shapes/a#None",
        message: "apply to a shape that is not in the model: a#None",
      },
      {
        file: "2.json",
        shape: "a#S",
        pointer: "/shapes/a#S/traits/smithy.api#documentation",
        message: "smithy.api#documentation already has another value in 0.json",
      },
      {
        file: "2.json",
        shape: "a#T$X",
        pointer: "/shapes/a#T$X",
        message: "apply to a member that the shape does not have: X",
      },
    ]);
  });

  it("remembers which file a shape and an applied trait came from", () => {
    const model = assembled(
      { "a#T": { type: "structure", members: { X: { target: "a#S" } } } },
      { "a#S": text },
      {
        "a#T$X": { type: "apply", traits: { "smithy.api#length": { min: 1 } } },
      },
    );
    expect(shapeFault(model, "a#T", ["members", "X", "traits", "smithy.api#length", "min"], "")).toMatchObject({
      file: "2.json",
      shape: "a#T",
      pointer: "/shapes/a#T$X/traits/smithy.api#length/min",
    });
    expect(shapeFault(model, "a#T", ["members", "X"], "")).toMatchObject({
      file: "0.json",
      pointer: "/shapes/a#T/members/X",
    });
  });

  it("merges metadata: lists are joined, equal values stay, others are a fault", () => {
    const document = (metadata: object): AstDocument => ({ smithy: "2.0", metadata: metadata as never });
    const files = [
      { a: [1], b: { c: 1 } },
      { a: [2], b: { c: 1 } },
    ].map((metadata, at) => ({
      file: `${at}.json`,
      document: document(metadata),
    }));
    expect(assemble(files).metadata).toEqual({ a: [1, 2], b: { c: 1 } });
    const faults = faultsOf(() => assemble([...files, { file: "2.json", document: document({ b: 2 }) }]));
    expect(faults).toEqual([
      { file: "2.json", pointer: "/metadata/b", message: "metadata b has another value in another file" },
    ]);
  });

  it("sorts shapes, however they are cut into files", () => {
    const parts: Shapes[] = [{ "a#Z": text, "a#B": text }, { "a#A": text }];
    expect([...assembled(...parts).shapes.keys()]).toEqual(["a#A", "a#B", "a#Z"]);
    expect(assembled(...parts.reverse()).shapes).toEqual(assembled(...parts).shapes);
  });
});
