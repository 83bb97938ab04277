import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ModelError } from "../../../codegen/errors.js";
import { lintRules } from "../../../codegen/lint/finding.js";
import { lintModel } from "../../../codegen/lint/lint.js";
import type { Shapes } from "../small-model.js";
import { clean, doc, type Json, lint, lintShapes } from "./lint-shapes.js";

it("finds nothing in a model that is in order", () => {
  expect(lintShapes(clean())).toEqual([]);
});

it("finds nothing in ours", () => {
  expect(lintModel([join(import.meta.dirname, "../../../model/kinesis")])).toEqual([]);
});

it("refuses what the generator refuses", () => {
  expect(() => lintShapes(clean({ "example#Things": { type: "list", member: { target: "example#Gone" } } }))).toThrow(
    ModelError,
  );
});

describe("shapes", () => {
  it("that nothing leads to are told, faults that nobody raises as such", () => {
    const more = {
      "example#Lost": { type: "string" },
      "example#Lonely": { type: "structure", traits: { ...doc, "smithy.api#error": "server" } },
    };
    expect(lintShapes(clean(more))).toEqual([
      "m.json example#Lonely /shapes/example#Lonely unraised-fault: no operation raises the fault; name it in their errors, or remove it",
      "m.json example#Lost /shapes/example#Lost unreachable-shape: no operation leads to the shape; refer to it, or remove it",
    ]);
  });

  it.each([
    ["of a stream's events are raised", { "smithy.api#streaming": {} }, []],
    ["as mere data are not", {}, ["unraised-fault"]],
  ])("that are faults %s", (_what, traits, rules) => {
    const output = clean()["example#ListThingsOutput"] as { readonly members: Json };
    const shapes = clean({
      "example#ListThingsOutput": {
        ...output,
        members: { ...output.members, Events: { target: "example#Events", traits: doc } },
      },
      "example#Events": {
        type: "union",
        members: {
          One: { target: "example#One", traits: doc },
          Lonely: { target: "example#Lonely", traits: doc },
        },
        traits: { ...doc, ...traits },
      },
      "example#One": { type: "structure", traits: doc },
      "example#Lonely": { type: "structure", traits: { ...doc, "smithy.api#error": "server" } },
    });
    expect(lintShapes(shapes).map((line) => line.split(" ")[3]?.replace(":", ""))).toEqual(rules);
  });

  it("may be faults of the whole service", () => {
    const shapes = clean({ "example#Lonely": { type: "structure", traits: { ...doc, "smithy.api#error": "server" } } });
    const service = { ...(shapes["example#Example"] as Json), errors: [{ target: "example#Lonely" }] };
    expect(lintShapes({ ...shapes, "example#Example": service })).toEqual([]);
  });
});

describe("overlays", () => {
  it("name the source of their limits", () => {
    const rateLimit = [
      { requests: 1, per: "second", scope: "account", source: "guide" },
      { requests: 9, per: "day", scope: "account" },
    ];
    const overlay: Shapes = {
      "example#ListThings": { type: "apply", traits: { "shardwright#rateLimit": rateLimit } },
      "example#ListThingsInput$Name": {
        type: "apply",
        traits: { "shardwright#lifetime": { seconds: 5, source: " " } },
      },
    };
    const files = { "m.json": { shapes: clean() }, "overlay-limits.json": { shapes: overlay } };
    expect(lint(files)).toEqual([
      "overlay-limits.json example#ListThings /shapes/example#ListThings/traits/shardwright#rateLimit/1 limit-without-source: names no source; say where it is published",
      "overlay-limits.json example#ListThingsInput$Name /shapes/example#ListThingsInput$Name/traits/shardwright#lifetime limit-without-source: names no source; say where it is published",
    ]);
  });

  it("apply something to something", () => {
    const retry = { "shardwright#retry": { repeat: "harmless" } };
    const overlay: Shapes = {
      "example#Gone": { type: "apply", traits: retry },
      "example#ListThings": { type: "apply", traits: {} },
      "example#ListThingsInput$Gone": {
        type: "apply",
        traits: { "shardwright#lifetime": { seconds: 1, source: "s" } },
      },
    };
    expect(lint({ "m.json": { shapes: clean() }, "overlay-x.json": { shapes: overlay } })).toEqual([
      "overlay-x.json example#Gone /shapes/example#Gone overlay-without-effect: applies to a shape that is not in the model; remove the statement",
      "overlay-x.json example#ListThings /shapes/example#ListThings overlay-without-effect: applies no trait; remove the statement",
      "overlay-x.json example#ListThingsInput$Gone /shapes/example#ListThingsInput$Gone overlay-without-effect: applies to a member that the shape does not have; remove the statement",
    ]);
  });
});

it("tells departures that depart from nothing", () => {
  const same = "/shapes/example#ListThingsInput/members/Name/target";
  const list = [
    { at: same, kind: "correction", published: "smithy.api#String", reason: "r" },
    { at: "/shapes/example#Gone", kind: "ahead", reason: "r" },
    { at: "/shapes/example#Things", kind: "ahead", reason: "r" },
    { at: "/shapes/*/traits/smithy.test#smokeTests", kind: "leftOut", reason: "r" },
    { at: "/shapes/example#Unwanted", kind: "leftOut", reason: "r" },
  ];
  const files = { "m.json": { shapes: clean() }, "departures.json": { metadata: { "shardwright.departures": list } } };
  expect(lint(files)).toEqual([
    `departures.json undefined /metadata/shardwright.departures/0 stale-departure: ${same}: the model says the same as the published one; remove the entry`,
    "departures.json undefined /metadata/shardwright.departures/1 stale-departure: /shapes/example#Gone: there is nothing at this place; remove the entry",
  ]);
});

it("lists its rules in order", () => {
  expect(lintRules).toEqual(lintRules.toSorted());
});
