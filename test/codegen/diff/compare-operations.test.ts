import { describe, expect, it } from "vitest";
import { exampleService, type Shapes } from "../small-model.js";
import { diffShapes, doing, member, onlyChange } from "./diff-shapes.js";

/** A service whose operations take nothing but what their names stand for here. */
function operations(inputs: { readonly [name: string]: readonly string[] }): Shapes {
  return {
    ...exampleService(Object.keys(inputs)),
    ...Object.fromEntries(
      Object.entries(inputs).flatMap(([name, members]) => [
        [`example#${name}`, { type: "operation", input: { target: `example#${name}Input` } }],
        [
          `example#${name}Input`,
          { type: "structure", members: Object.fromEntries(members.map((key) => [key, member("String")])) },
        ],
      ]),
    ),
  };
}

describe("operations", () => {
  it("one more is an addition", () => {
    expect(onlyChange(operations({ Get: ["Id"] }), operations({ Get: ["Id"], Put: ["Id"] }))).toEqual({
      class: "addition",
      kind: "operation-added",
      operation: "Put",
      after: "Put",
      message: "Put: new operation",
    });
  });

  it("one less breaks", () => {
    const { verdict, changes } = diffShapes(operations({ Get: ["Id"], Put: ["Id"] }), operations({ Get: ["Id"] }));
    expect(verdict).toBe("major");
    expect(changes).toEqual([
      {
        class: "breaking",
        kind: "operation-removed",
        operation: "Put",
        before: "Put",
        message: "Put: operation removed",
      },
    ]);
  });

  it("of nearly the same shape and name are perhaps renamed, and still one less and one more", () => {
    const { changes } = diffShapes(
      operations({ DescribeStream: ["StreamName", "Limit"] }),
      operations({ DescribeDataStream: ["StreamName", "Limit"] }),
    );
    expect(changes.map(({ kind, message }) => [kind, message])).toEqual([
      ["operation-removed", "DescribeStream: operation removed; perhaps renamed to DescribeDataStream"],
      ["operation-added", "DescribeDataStream: new operation; perhaps DescribeStream was renamed"],
    ]);
  });

  it("of another shape, or another name, are not", () => {
    const shape = diffShapes(operations({ DescribeStream: ["A", "B"] }), operations({ DescribeStreams: ["C", "D"] }));
    const name = diffShapes(operations({ DescribeStream: ["A", "B"] }), operations({ Put: ["A", "B"] }));
    expect(JSON.stringify([shape, name])).not.toContain("perhaps");
  });

  it("bound to a resource instead of the service are the same", () => {
    const shapes = operations({ Get: ["Id"] });
    const bound = {
      ...shapes,
      ...exampleService([], { resources: [{ target: "example#Thing" }] }),
      "example#Thing": { type: "resource", operations: [{ target: "example#Get" }] },
    };
    expect(diffShapes(shapes, bound).changes).toEqual([]);
  });
});

describe("what a repeat does, and where the resource goes", () => {
  const repeat = (kind: string, note?: string) => ({
    "shardwright#retry": { repeat: kind, ...(note === undefined ? {} : { note }), source: "a test" },
  });

  it("are behaviour", () => {
    const [before, after] = [doing({ traits: repeat("harmless") }), doing({ traits: repeat("mayDuplicate") })];
    expect(onlyChange(before, after)).toMatchObject({
      class: "behaviour",
      kind: "repeat-changed",
      before: "harmless",
      after: "mayDuplicate",
      message: "Do: a repeated request: harmless becomes may do the work twice",
    });
    expect(onlyChange(doing({}), doing({ traits: { "smithy.api#idempotent": {} } }))).toMatchObject({
      kind: "repeat-changed",
      after: "harmless",
    });
  });

  it("a note is words", () => {
    const [before, after] = [doing({ traits: repeat("harmless", "A.") }), doing({ traits: repeat("harmless", "B.") })];
    expect(onlyChange(before, after)).toMatchObject({ class: "documentation", kind: "documentation-changed" });
  });

  it("settling names its waiter", () => {
    const waitable = {
      "smithy.waiters#waitable": {
        Done: { acceptors: [{ state: "success", matcher: { success: true } }] },
        Gone: { acceptors: [{ state: "success", matcher: { success: true } }] },
      },
    };
    const settles = (waiter: string) => ({ "shardwright#settles": { waiter, through: "GOING", source: "a test" } });
    const before = doing({ traits: { ...waitable, ...settles("Done") } });
    expect(onlyChange(doing({ traits: waitable }), before)).toMatchObject({
      class: "behaviour",
      kind: "settles-changed",
      message: "Do: how the resource settles now known: through GOING, wait with Done",
    });
    expect(onlyChange(before, doing({ traits: { ...waitable, ...settles("Gone") } }))).toMatchObject({
      before: { waiter: "Done", through: "GOING" },
      after: { waiter: "Gone", through: "GOING" },
    });
  });
});

it("examples are words", () => {
  const examples = (title: string) => ({ "smithy.api#examples": [{ title, input: {}, output: {} }] });
  expect(onlyChange(doing({ traits: examples("One") }), doing({ traits: examples("Two") }))).toEqual({
    class: "documentation",
    kind: "examples-changed",
    operation: "Do",
    before: ["One"],
    after: ["Two"],
    message: "Do: examples changed",
  });
});
