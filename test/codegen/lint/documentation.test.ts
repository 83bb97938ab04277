import { describe, expect, it } from "vitest";
import { clean, doc, example, lintShapes, operation, withExample } from "./lint-shapes.js";

describe("documentation", () => {
  it("is missed on operations, structures, members, enums and their values", () => {
    const bare = JSON.parse(
      JSON.stringify(clean())
        .replaceAll(/"smithy\.api#documentation":"[^"]*",?/g, "")
        .replaceAll(",}", "}"),
    );
    expect(lintShapes(bare).filter((line) => !line.includes(" undocumented: "))).toEqual([]);
    expect(lintShapes(bare).map((line) => line.split(" ")[1])).toEqual([
      "example#Bad",
      "example#Example",
      "example#ListThings",
      "example#ListThingsInput",
      "example#ListThingsInput$Name",
      "example#ListThingsOutput",
      "example#ListThingsOutput$Done",
      "example#ListThingsOutput$State",
      "example#ListThingsOutput$Things",
      "example#State",
      "example#State$OFF",
      "example#State$ON",
    ]);
  });

  it("is found to be HTML, but not in code and not for a lone bracket", () => {
    const said = (text: string): string[] =>
      lintShapes(operation({ "smithy.api#examples": [example], "smithy.api#documentation": text }));
    expect(said("Use `<p>` when a < b and <name> is given.")).toEqual([]);
    expect(said("<p>Hello</p>")).toEqual([
      "m.json example#ListThings /shapes/example#ListThings/traits/smithy.api#documentation html-documentation: contains <p>; write Markdown instead of HTML",
    ]);
  });

  it("is found to be there although a mark says that it is not", () => {
    expect(lintShapes(operation({ "smithy.api#examples": [example], "shardwright#undocumented": {} }))).toEqual([
      "m.json example#ListThings /shapes/example#ListThings/traits/shardwright#undocumented stale-mark: is documented and still marked; remove the trait",
    ]);
  });
});

describe("examples", () => {
  const at = "m.json example#ListThings /shapes/example#ListThings/traits/smithy.api#examples/0";

  it("are missed", () => {
    expect(lintShapes(operation({}))).toEqual([
      "m.json example#ListThings /shapes/example#ListThings no-example: the operation has no example; add one",
    ]);
  });

  it.each([
    [{ input: { Nam: "a" } }, "/input/Nam", "there is no member Nam"],
    [{ input: { Name: 1 } }, "/input/Name", "must be a string, not a number"],
    [{ output: { Things: "x" } }, "/output/Things", "must be a list, not a string"],
    [{ output: { Done: "yes" } }, "/output/Done", "must be true or false, not a string"],
    [{ error: { shapeId: "example#None" } }, "/error/shapeId", "example#None is no fault of the model"],
    [{ error: { shapeId: "example#Bad", content: { x: 1 } } }, "/error/content/x", "there is no member x"],
    [{ output: {}, error: { shapeId: "example#Bad" } }, "", "shows an output and an error; a call has one of the two"],
  ])("that break the model are told: %j", (given, path, problem) => {
    expect(lintShapes(withExample({ title: "T", ...given }))).toEqual([`${at}${path} broken-example: "T": ${problem}`]);
  });

  it("may show a state that is not known yet, in an output", () => {
    expect(lintShapes(withExample({ title: "T", output: { State: "new" } }))).toEqual([]);
  });

  it("may break the input's constraints when they say so", () => {
    expect(lintShapes(withExample({ title: "T", input: { Nam: 1 }, allowInvalidInput: true }))).toEqual([]);
  });

  it("raise only faults of their operation", () => {
    const other = { "example#Other": { type: "structure", traits: { ...doc, "smithy.api#error": "server" } } };
    const shapes = { ...withExample({ title: "T", error: { shapeId: "example#Other" } }), ...other };
    expect(lintShapes(shapes)).toContain(
      `${at}/error/shapeId broken-example: "T": the operation does not raise example#Other`,
    );
  });
});
