import { describe, expect, it } from "vitest";
import { diffShapes, doing, member, onlyChange } from "./diff-shapes.js";

const fault = (traits: object = {}, members: object = {}) => ({
  type: "structure",
  members: { message: { target: "smithy.api#String" }, ...members },
  traits: { "smithy.api#error": "client", ...traits },
});
const raising = (names: readonly string[], shapes: object = {}) =>
  doing({
    operation: { errors: names.map((name) => ({ target: `example#${name}` })) },
    shapes: { ...Object.fromEntries(names.map((name) => [`example#${name}`, fault()])), ...shapes },
  });

describe("error classes", () => {
  it("one more is an addition, and behaviour of the operation that raises it", () => {
    expect(diffShapes(raising([]), raising(["NotFound"])).changes).toEqual([
      {
        class: "behaviour",
        kind: "fault-added",
        operation: "Do",
        shape: "NotFound",
        after: "NotFound",
        message: "Do: may now fail with NotFound",
      },
      {
        class: "addition",
        kind: "fault-class-added",
        shape: "NotFound",
        after: "NotFound",
        message: "NotFound: new error class",
      },
    ]);
  });

  it("one that nothing raises any more is gone, which breaks those who import it", () => {
    const { verdict, changes } = diffShapes(raising(["NotFound"]), raising([]));
    expect(verdict).toBe("major");
    expect(changes.map(({ class: changeClass, kind }) => [changeClass, kind])).toEqual([
      ["breaking", "fault-class-removed"],
      ["behaviour", "fault-removed"],
    ]);
  });

  it("a rename is suggested", () => {
    const { changes } = diffShapes(raising(["ThingNotFound"]), raising(["ThingNotFoundException"]));
    expect(changes.map(({ message }) => message)).toContain(
      "ThingNotFound: error class removed; perhaps renamed to ThingNotFoundException",
    );
  });

  it("are told by their members, which all errors hold", () => {
    const holding = (members: object) => raising(["NotFound"], { "example#NotFound": fault({}, members) });
    expect(onlyChange(holding({}), holding({ Id: member("String") }))).toEqual({
      class: "addition",
      kind: "member-added",
      shape: "NotFound",
      member: "Id",
      direction: "output",
      after: "string",
      message: "NotFound: new member Id (string)",
    });
    expect(onlyChange(holding({ Id: member("String") }), holding({}))).toMatchObject({ class: "breaking" });
  });
});

it("a fault that an event stream can end with has no path: operations raise it, too", () => {
  const streaming = (members: object) => {
    const union = { type: "union", members: { Gone: member("example#Gone") }, traits: { "smithy.api#streaming": {} } };
    const shapes = { "example#Events": union, "example#Gone": fault({}, members) };
    return doing({ output: { Events: member("example#Events") }, shapes });
  };
  const change = onlyChange(streaming({}), streaming({ Id: member("String") }));
  expect(change).toMatchObject({ shape: "Gone", message: "Gone: new member Id (string)" });
  expect(change).not.toHaveProperty("operation");
});

describe("what is known of an error", () => {
  it.each([
    [{}, { "smithy.api#retryable": {} }, { retryable: false }, { retryable: true }],
    [{ "smithy.api#httpError": 400 }, { "smithy.api#httpError": 404 }, { httpStatus: 400 }, { httpStatus: 404 }],
    [{ "smithy.api#error": "client" }, { "smithy.api#error": "server" }, { side: "client" }, { side: "server" }],
  ])("%j -> %j is behaviour", (before, after, from, to) => {
    const known = (traits: object) => raising(["NotFound"], { "example#NotFound": fault(traits) });
    expect(onlyChange(known(before), known(after))).toMatchObject({
      class: "behaviour",
      kind: "fault-changed",
      shape: "NotFound",
      before: from,
      after: to,
    });
  });

  it("throttling is told beside retrying", () => {
    const known = (traits: object) => raising(["Slow"], { "example#Slow": fault(traits) });
    const { changes } = diffShapes(known({}), known({ "smithy.api#retryable": { throttling: true } }));
    expect(changes.map(({ message }) => message)).toEqual([
      "Slow: counted as throttling: no becomes yes",
      "Slow: retried: no becomes yes",
    ]);
  });
});
