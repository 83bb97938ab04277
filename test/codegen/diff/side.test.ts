import { describe, expect, it } from "vitest";
import { sideOf } from "../../../codegen/diff/side.js";
import { doing, member, modelWith } from "./diff-shapes.js";

const side = sideOf(
  modelWith(
    doing({
      input: { Tags: member("example#Tags"), Tree: member("example#Tree"), Lists: member("example#Lists") },
      output: { Leaf: member("example#Leaf") },
      operation: { errors: [{ target: "example#Gone" }] },
      shapes: {
        "example#Key": { type: "string" },
        "example#Leaf": { type: "string" },
        "example#Tags": { type: "map", key: { target: "example#Key" }, value: { target: "example#Tree" } },
        "example#Lists": { type: "list", member: { target: "example#List" } },
        "example#List": { type: "list", member: { target: "example#Other" } },
        "example#Other": { type: "string" },
        "example#Tree": {
          type: "structure",
          members: { Branch: member("example#Tree"), Leaf: member("example#Leaf") },
        },
        "example#Gone": { type: "structure", members: {}, traits: { "smithy.api#error": "client" } },
      },
    }),
  ),
);

describe("paths from operations to shapes", () => {
  it.each([
    ["DoInput", "input", ""],
    ["Tags", "input", "Tags"],
    ["Key", "input", "Tags[key]"],
    ["Other", "input", "Lists[][]"],
    // Straight to it, not by way of the map.
    ["Tree", "input", "Tree"],
    ["Leaf", "input", "Tree.Leaf"],
    ["Leaf", "output", "Leaf"],
  ] as const)("%s as %s: %s", (shape, direction, path) => {
    expect([...side.pathsTo(`example#${shape}`, direction)]).toEqual([["Do", path]]);
  });

  it("there is none where nothing leads", () => {
    expect(side.pathsTo("example#Tags", "output").size).toBe(0);
    expect(side.pathsTo("example#Gone", "output").size).toBe(0);
  });
});

it("knows operations, faults and what is exported by name", () => {
  expect([...side.operations]).toEqual([["Do", "example#Do"]]);
  expect([...side.faults]).toEqual([["Gone", "example#Gone"]]);
  expect([...side.exported].sort()).toEqual(["DoInput", "DoOutput", "Gone", "Tree"]);
});
