import { describe, expect, it } from "vitest";
import { diffShapes, doing, member } from "./diff-shapes.js";

const required = { "smithy.api#required": {} };
const token = { "smithy.api#idempotencyToken": {} };
const preset = (value: unknown) => ({ "smithy.api#default": value });

/** Class and kind of every change of one member, by its traits before and after. */
function changesOf(direction: "input" | "output", before: object, after: object): string[] {
  const holding = (traits: object) => doing({ [direction]: { Count: member("Integer", traits) } });
  const { changes } = diffShapes(holding(before), holding(after));
  return changes.map(({ class: changeClass, kind }) => `${changeClass} ${kind}`);
}

function tokenChanges(before: object, after: object): string[] {
  const holding = (traits: object) => doing({ input: { Token: member("String", traits) } });
  const { changes } = diffShapes(holding(before), holding(after));
  return changes.map(({ class: changeClass, kind }) => `${changeClass} ${kind}`);
}

describe("inputs", () => {
  it.each([
    [{}, required, ["breaking required-added"]],
    [required, {}, ["behaviour required-removed"]],
    [{}, preset(5), ["behaviour default-added"]],
    [preset(5), {}, ["behaviour default-removed"]],
    [preset(5), preset(6), ["behaviour default-changed"]],
    [{}, preset(null), []],
    [{}, { ...preset(5), "smithy.api#clientOptional": {} }, []],
    [{}, { ...preset(5), "smithy.api#addedDefault": {} }, []],
    [required, preset(5), ["behaviour default-added", "behaviour required-removed"]],
    [required, { ...required, "smithy.api#clientOptional": {} }, []],
    [{}, { "smithy.api#jsonName": "count" }, []],
  ])("%j -> %j: %j", (before, after, expected) => {
    expect(changesOf("input", before, after).sort()).toEqual(expected);
  });
});

describe("outputs", () => {
  it.each([
    [{}, required, ["behaviour required-added"]],
    [required, {}, ["breaking required-removed"]],
    [required, { ...required, "smithy.api#clientOptional": {} }, ["breaking required-removed"]],
    [required, preset(5), ["behaviour default-added", "behaviour required-removed"]],
    [{}, preset(5), ["behaviour default-added"]],
    [preset(5), {}, ["breaking default-removed"]],
    [preset(5), required, ["behaviour default-removed", "behaviour required-added"]],
    [preset(5), preset(6), ["behaviour default-changed"]],
  ])("%j -> %j: %j", (before, after, expected) => {
    expect(changesOf("output", before, after).sort()).toEqual(expected);
  });
});

describe("idempotency tokens", () => {
  it.each([
    [{}, token, ["behaviour idempotency-token-added"]],
    [token, {}, ["behaviour idempotency-token-removed"]],
    [{ ...token, ...required }, required, ["breaking idempotency-token-removed"]],
    [required, { ...token, ...required }, ["behaviour idempotency-token-added"]],
    [token, { ...token, ...required }, []],
  ])("%j -> %j: %j", (before, after, expected) => {
    expect(tokenChanges(before, after)).toEqual(expected);
  });
});

it("lifetimes of tokens are told in seconds", () => {
  const lifetime = (seconds: number, fault = {}) => ({
    "shardwright#lifetime": { seconds, source: "a test", ...fault },
  });
  const holding = (traits: object) => doing({ output: { Token: member("String", traits) } });
  const messages = (before: object, after: object): string[] =>
    diffShapes(holding(before), holding(after)).changes.map(
      ({ class: changeClass, message }) => `${changeClass} ${message}`,
    );
  expect(messages({}, lifetime(300))).toEqual(["behaviour Do: output member Token: lifetime now known: 300 s"]);
  expect(messages(lifetime(300), lifetime(60))).toEqual([
    "behaviour Do: output member Token: lifetime: 300 s becomes 60 s",
  ]);
  expect(messages(lifetime(300), {})).toEqual(["behaviour Do: output member Token: lifetime no longer known: 300 s"]);
  const [changed] = diffShapes(holding(lifetime(300)), holding(lifetime(60))).changes;
  expect(changed).toMatchObject({ before: { seconds: 300 }, after: { seconds: 60 }, direction: "output" });
  const [lost] = diffShapes(holding(lifetime(300)), holding({})).changes;
  expect(lost).toMatchObject({ before: { seconds: 300 } });
  expect(lost).not.toHaveProperty("after");
});
