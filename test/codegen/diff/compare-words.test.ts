import { describe, expect, it } from "vitest";
import { diffShapes, doing, member, onlyChange } from "./diff-shapes.js";

const deprecated = (message: string) => ({ "smithy.api#deprecated": { message, since: "2026-01-01" } });

describe("deprecations", () => {
  it("of operations are behaviour, as semantic versioning has it", () => {
    expect(onlyChange(doing({}), doing({ traits: deprecated("Use Other.") }))).toEqual({
      class: "behaviour",
      kind: "deprecation-added",
      operation: "Do",
      after: "since 2026-01-01: Use Other.",
      message: "Do: deprecated: since 2026-01-01: Use Other.",
    });
  });

  it("of members say which", () => {
    const holding = (traits: object) => doing({ input: { Name: member("String", traits) } });
    expect(onlyChange(holding({}), holding({ "smithy.api#deprecated": {} }))).toMatchObject({
      class: "behaviour",
      shape: "DoInput",
      member: "Name",
      message: "Do: member Name deprecated",
    });
  });

  it("taken back or explained otherwise are words", () => {
    expect(onlyChange(doing({ traits: deprecated("A") }), doing({}))).toMatchObject({
      class: "documentation",
      kind: "deprecation-removed",
    });
    expect(onlyChange(doing({ traits: deprecated("A") }), doing({ traits: deprecated("B") }))).toMatchObject({
      class: "documentation",
      kind: "deprecation-changed",
    });
  });
});

describe("documentation", () => {
  const documentation = (text: string) => ({ "smithy.api#documentation": text });

  it.each([
    [{}, documentation("New."), "added"],
    [documentation("Old."), documentation("New."), "changed"],
    [documentation("Old."), {}, "removed"],
  ])("%j -> %j: %s", (before, after, verb) => {
    expect(onlyChange(doing({ traits: before }), doing({ traits: after }))).toMatchObject({
      class: "documentation",
      kind: "documentation-changed",
      operation: "Do",
      message: `Do: documentation ${verb}`,
    });
  });

  it("that only moved its blanks is no change", () => {
    const [before, after] = [documentation("Text. "), documentation("\nText.")];
    expect(diffShapes(doing({ traits: before }), doing({ traits: after }))).toEqual({ verdict: "none", changes: [] });
  });

  it("of a shape that travels both ways is told once, without a direction", () => {
    const both = (traits: object) =>
      doing({
        input: { Tag: member("example#Tag") },
        output: { Tag: member("example#Tag") },
        shapes: {
          "example#Tag": { type: "structure", members: { Key: member("String", traits) } },
        },
      });
    const { verdict, changes } = diffShapes(both({}), both(documentation("The key.")));
    expect(verdict).toBe("patch");
    expect(changes).toEqual([
      {
        class: "documentation",
        kind: "documentation-changed",
        shape: "Tag",
        member: "Key",
        after: "The key.",
        message: "Tag$Key: documentation added",
      },
    ]);
  });
});
