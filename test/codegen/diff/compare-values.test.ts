import { describe, expect, it } from "vitest";
import { diffShapes, doing, member, onlyChange } from "./diff-shapes.js";

const listed = (way: "input" | "output", traits: object) =>
  doing({
    [way]: { Values: member("example#Values") },
    shapes: { "example#Values": { type: "list", member: { target: "smithy.api#String" }, traits } },
  });
const sparse = { "smithy.api#sparse": {} };

describe("sparse", () => {
  it.each([
    ["input", {}, sparse, "behaviour", "as input, null is now accepted in place of a value"],
    ["input", sparse, {}, "breaking", "as input, null is no longer accepted in place of a value"],
    ["output", {}, sparse, "breaking", "as output, values may now be null"],
    ["output", sparse, {}, "behaviour", "as output, values can no longer be null"],
  ] as const)("%s %j -> %j: %s", (way, before, after, expected, words) => {
    expect(onlyChange(listed(way, before), listed(way, after))).toMatchObject({
      class: expected,
      kind: "sparse-changed",
      direction: way,
      message: `Values (Do.Values): ${words}`,
    });
  });
});

describe("timestamp formats", () => {
  const timed = (traits: object) => doing({ output: { At: member("Timestamp", traits) } });
  const format = (name: string) => ({ "smithy.api#timestampFormat": name });

  it("are the wire's: dates stay dates", () => {
    expect(onlyChange(timed({}), timed(format("date-time")))).toMatchObject({
      class: "behaviour",
      kind: "timestamp-format-changed",
      before: "epoch-seconds",
      after: "date-time",
      direction: "output",
    });
  });

  it("spelling out the default is no change", () => {
    expect(diffShapes(timed({}), timed(format("epoch-seconds"))).changes).toEqual([]);
  });
});

describe("sensitive", () => {
  const secret = { "smithy.api#sensitive": {} };
  const both = (shape: object, own: object = {}) =>
    doing({
      input: { Secret: member("example#Secret", own) },
      output: { Secret: member("example#Secret", own) },
      shapes: { "example#Secret": { type: "string", traits: shape } },
    });

  it("is told once, for both ways", () => {
    const change = onlyChange(both({}), both(secret));
    expect(change).toMatchObject({
      class: "behaviour",
      kind: "sensitive-changed",
      shape: "Secret",
      before: false,
      after: true,
    });
    expect(change).not.toHaveProperty("direction");
    expect(change.message).toBe("Secret (Do.Secret): now sensitive: left out of errors and logs");
  });

  it("lost is behaviour, too", () => {
    expect(onlyChange(both(secret), both({}))).toMatchObject({ class: "behaviour", before: true, after: false });
  });

  it("a member that says of itself what its shape says already is no change", () => {
    expect(diffShapes(both(secret), both(secret, secret)).changes).toEqual([]);
  });
});

it("a media type is documentation, and the name that JSON documents elsewhere use is nothing", () => {
  const typed = (traits: object) => doing({ input: { Text: member("String", traits) } });
  expect(onlyChange(typed({}), typed({ "smithy.api#mediaType": "application/json" }))).toMatchObject({
    class: "documentation",
    kind: "media-type-changed",
    after: "application/json",
  });
  expect(diffShapes(typed({}), typed({ "smithy.api#jsonName": "other" })).changes).toEqual([]);
});
