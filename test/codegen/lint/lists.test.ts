import { describe, expect, it } from "vitest";
import { clean, doc, example, type Json, lintShapes } from "./lint-shapes.js";

describe("lists", () => {
  const members = (shape: string, added: Json): Json => {
    const known = clean()[`example#ListThings${shape}`] as Json;
    return { [`example#ListThings${shape}`]: { ...known, members: { ...(known.members as Json), ...added } } };
  };
  const text = { target: "smithy.api#String", traits: doc };
  const flag = { target: "smithy.api#Boolean", traits: doc };

  it.each([
    ["NextToken", { NextToken: text }, { NextToken: text }],
    ["Marker and NextMarker", { Marker: text }, { NextMarker: text }],
    ["Token and NextForwardToken", { Token: text }, { NextForwardToken: text }],
    ["Cursor and NextCursor", { Cursor: text }, { NextCursor: text }],
    ["ExclusiveStartKey and LastEvaluatedKey", { ExclusiveStartKey: text }, { LastEvaluatedKey: text }],
    ["ExclusiveStartName and HasMoreThings", { ExclusiveStartName: text }, { HasMoreThings: flag }],
  ])("with %s want pagination", (sign, input, output) => {
    const shapes = clean({ ...members("Input", input), ...members("Output", output) });
    expect(lintShapes(shapes)).toEqual([
      `m.json example#ListThings /shapes/example#ListThings unpaginated-list: has ${sign} and no pagination; add smithy.api#paginated, or shardwright#pagination where that cannot say it`,
    ]);
    const [inputToken, outputToken] = [Object.keys(input)[0], Object.keys(output)[0]];
    const paginated = { inputToken, outputToken, items: "Things" };
    const traits = { ...doc, "smithy.api#examples": [example], "smithy.api#paginated": paginated };
    expect(
      lintShapes({ ...shapes, "example#ListThings": { ...(shapes["example#ListThings"] as Json), traits } }),
    ).toEqual([]);
  });

  it("without a way to go on do not", () => {
    expect(lintShapes(clean(members("Output", { NextToken: text })))).toEqual([]);
  });
});
