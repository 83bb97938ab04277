import { expect, it } from "vitest";
import { diffShapes, doing, member, onlyChange } from "./diff-shapes.js";

const kind = {
  "example#Kind": {
    type: "enum",
    members: { A: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "a" } } },
  },
};

it("a type under a new name breaks those who import it, and its members are compared all the same", () => {
  const named = (name: string, members: object) =>
    doing({
      output: { Tag: member(`example#${name}`) },
      shapes: { [`example#${name}`]: { type: "structure", members } },
    });
  expect(onlyChange(named("Tag", {}), named("Label", {}))).toMatchObject({
    class: "breaking",
    kind: "type-renamed",
    shape: "Label",
    before: "Tag",
    after: "Label",
    message: "Label (Do.Tag): the type Tag is now called Label",
  });
  const { changes } = diffShapes(named("Tag", {}), named("Label", { Key: member("String") }));
  expect(changes.map(({ kind }) => kind)).toEqual(["type-renamed", "member-added"]);
});

it("a type that begins to travel both ways gets a second name for the way back", () => {
  const thing = { ...kind, "example#Thing": { type: "structure", members: { Kind: member("example#Kind") } } };
  const back = doing({ output: { Thing: member("example#Thing") }, shapes: thing });
  const both = doing({
    input: { Thing: member("example#Thing") },
    output: { Thing: member("example#Thing") },
    shapes: thing,
  });
  expect(diffShapes(back, both).changes).toMatchObject([
    { class: "behaviour", kind: "type-renamed", before: "Thing", after: "ThingOutput" },
    { class: "addition", kind: "member-added", direction: "input" },
  ]);
});

it("a simple shape's name is nobody's concern", () => {
  const named = (name: string) =>
    doing({ output: { Name: member(`example#${name}`) }, shapes: { [`example#${name}`]: { type: "string" } } });
  expect(diffShapes(named("Name"), named("Title"))).toEqual({ verdict: "none", changes: [] });
});

it("another namespace is no change", () => {
  const text = JSON.stringify(doing({ input: { Name: member("String") } }));
  const moved = JSON.parse(text.replaceAll("example#", "other#")) as typeof kind;
  expect(diffShapes(JSON.parse(text) as typeof kind, moved)).toEqual({ verdict: "none", changes: [] });
});
