import { describe, expect, it } from "vitest";
import { exampleService } from "../small-model.js";
import { diffShapes, doing, member, onlyChange } from "./diff-shapes.js";

const string = member("String");
const required = member("String", { "smithy.api#required": {} });

describe("members of inputs", () => {
  it("an optional one more is an addition", () => {
    expect(onlyChange(doing({}), doing({ input: { Name: string } }))).toEqual({
      class: "addition",
      kind: "member-added",
      operation: "Do",
      shape: "DoInput",
      member: "Name",
      direction: "input",
      after: "string",
      message: "Do: new optional input member Name (string)",
    });
  });

  it("a required one more breaks", () => {
    expect(onlyChange(doing({}), doing({ input: { Name: required } }))).toMatchObject({
      class: "breaking",
      kind: "member-added",
      message: "Do: new required input member Name (string)",
    });
  });

  it("one less breaks", () => {
    expect(onlyChange(doing({ input: { Name: string } }), doing({}))).toEqual({
      class: "breaking",
      kind: "member-removed",
      operation: "Do",
      shape: "DoInput",
      member: "Name",
      direction: "input",
      before: "string",
      message: "Do: input member Name (string) is gone",
    });
  });

  it("a rename is suggested, not assumed", () => {
    const { verdict, changes } = diffShapes(
      doing({ input: { StreamName: string, Limit: string } }),
      doing({ input: { StreamNames: string, Limit: string } }),
    );
    expect(verdict).toBe("major");
    expect(changes.map(({ class: changeClass, message }) => [changeClass, message])).toEqual([
      ["breaking", "Do: input member StreamName (string) is gone; perhaps renamed to StreamNames"],
      ["addition", "Do: new optional input member StreamNames (string); perhaps StreamName was renamed"],
    ]);
  });

  it("no rename is suggested where the type differs, or where the names do", () => {
    const other = diffShapes(doing({ input: { Count: string } }), doing({ input: { Counts: member("Integer") } }));
    const unlike = diffShapes(doing({ input: { Count: string } }), doing({ input: { Zebra: string } }));
    expect(JSON.stringify([other, unlike])).not.toContain("perhaps");
  });
});

describe("members of outputs", () => {
  it("one more is an addition, required or not", () => {
    for (const added of [string, required]) {
      expect(onlyChange(doing({}), doing({ output: { Name: added } }))).toMatchObject({
        class: "addition",
        kind: "member-added",
        direction: "output",
        message: "Do: new output member Name (string)",
      });
    }
  });

  it("one less breaks those who read it", () => {
    expect(onlyChange(doing({ output: { Name: string } }), doing({}))).toMatchObject({
      class: "breaking",
      kind: "member-removed",
      direction: "output",
    });
  });
});

describe("operations without input or output", () => {
  const nothing = { ...doing({}), "example#Do": { type: "operation" } };

  it("an output where there was none is its members", () => {
    expect(onlyChange(nothing, doing({ output: { Name: required } }))).toMatchObject({
      class: "addition",
      kind: "member-added",
      operation: "Do",
      shape: "DoOutput",
      message: "Do: new output member Name (string)",
    });
  });

  it("an input with a required member where there was none breaks", () => {
    expect(onlyChange(nothing, doing({ input: { Name: required } }))).toMatchObject({
      class: "breaking",
      message: "Do: new required input member Name (string)",
    });
  });

  it("an output that is gone takes its members along", () => {
    expect(onlyChange(doing({ output: { Name: string } }), nothing)).toMatchObject({
      class: "breaking",
      kind: "member-removed",
      shape: "DoOutput",
    });
  });

  it("empty structures instead of nothing are no change", () => {
    expect(diffShapes(nothing, doing({}))).toEqual({ verdict: "none", changes: [] });
  });
});

describe("nested structures", () => {
  const nested = (inner: object) => {
    const shapes = {
      "example#Entry": { type: "structure", members: inner },
      "example#Entries": { type: "list", member: { target: "example#Entry" } },
    };
    return doing({
      input: { Entries: member("example#Entries") },
      output: { First: member("example#Entry") },
      shapes,
    });
  };

  it("tell each way apart, with the path to them", () => {
    const { changes } = diffShapes(nested({ Name: string }), nested({ Name: required }));
    expect(changes).toEqual([
      {
        class: "breaking",
        kind: "required-added",
        operation: "Do",
        shape: "Entry",
        member: "Name",
        direction: "input",
        message: "Entry (Do.Entries[]): input member Name is now required",
      },
      {
        class: "behaviour",
        kind: "required-added",
        operation: "Do",
        shape: "Entry",
        member: "Name",
        direction: "output",
        message: "Entry (Do.First): output member Name is now always there",
      },
    ]);
  });

  it("are told once however many members and operations hold them, and recursion ends", () => {
    const many = (inner: object) => ({
      ...nested({ ...inner, Again: member("example#Entry"), More: member("example#Entries") }),
      "example#Example": {
        type: "service",
        version: "2020-01-01",
        operations: ["Do", "Get", "Put", "Set"].map((name) => ({ target: `example#${name}` })),
        traits: {
          "aws.api#service": { sdkId: "Example" },
          "aws.auth#sigv4": { name: "example" },
          "aws.protocols#awsJson1_1": {},
        },
      },
      ...Object.fromEntries(
        ["Get", "Put", "Set"].flatMap((name) => [
          [`example#${name}`, { type: "operation", input: { target: `example#${name}Input` } }],
          [`example#${name}Input`, { type: "structure", members: { One: member("example#Entry") } }],
        ]),
      ),
    });
    const { changes } = diffShapes(many({}), many({ Note: string }));
    expect(changes.map(({ message, operation }) => ({ message, operation }))).toEqual(
      [
        { message: "Entry (Do.First): new output member Note (string)", operation: "Do" },
        { message: "Entry (Do.Entries[], Get.One, Put.One and 1 more): new optional input member Note (string)" },
      ].sort((a, b) => (a.message < b.message ? -1 : 1)),
    );
  });
});

it("an operation that only now gets to a shape is none that its change affects", () => {
  const reaching = (names: readonly string[], entry: object) => {
    const shapes = {
      "example#Entry": { type: "structure", members: entry },
      "example#Other": { type: "structure", members: { Entry: member("example#Entry") } },
    };
    const input = Object.fromEntries(names.map((name) => [name, member("example#Entry")]));
    return { ...doing({ input, shapes }), ...getting(names.length > 1) };
  };
  const getting = (reaches: boolean) => ({
    ...exampleService(["Do", "Get"]),
    "example#Get": { type: "operation", input: { target: "example#GetInput" } },
    "example#GetInput": { type: "structure", members: reaches ? { Entry: member("example#Entry") } : {} },
  });
  const { changes } = diffShapes(reaching(["One"], {}), reaching(["One", "Two"], { Note: string }));
  expect(changes.find(({ member: name }) => name === "Note")).toMatchObject({
    operation: "Do",
    message: "Entry (Do.One): new optional input member Note (string)",
  });
});

describe("unions", () => {
  const choosing = (members: object) => {
    const choice = { "example#Choice": { type: "union", members } };
    const shapes = {
      ...choice,
      "example#Holder": { type: "structure", members: { Choice: member("example#Choice") } },
    };
    return doing({ input: { Choice: member("example#Choice") }, output: { Holder: member("example#Holder") }, shapes });
  };

  it("one alternative more is an addition there and behaviour back", () => {
    const { changes } = diffShapes(choosing({ A: string }), choosing({ A: string, B: string }));
    expect(changes.map(({ class: changeClass, direction, message }) => [changeClass, direction, message])).toEqual([
      ["behaviour", "output", "Choice (Do.Holder.Choice): new output alternative B (string)"],
      ["addition", "input", "Choice (Do.Choice): new input alternative B (string)"],
    ]);
  });

  it("one less breaks both ways", () => {
    const { changes } = diffShapes(choosing({ A: string, B: string }), choosing({ A: string }));
    expect(changes.map(({ class: changeClass, kind, direction }) => [changeClass, kind, direction])).toEqual([
      ["breaking", "member-removed", "input"],
      ["breaking", "member-removed", "output"],
    ]);
  });
});
