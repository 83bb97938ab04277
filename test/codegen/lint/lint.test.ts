import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ModelError } from "../../../codegen/errors.js";
import { lintRules } from "../../../codegen/lint/finding.js";
import { lintModel } from "../../../codegen/lint/lint.js";
import { exampleService, type Shapes } from "../small-model.js";
import { type FileContent, modelFolder } from "../update/model-folder.js";

type Json = { [key: string]: unknown };

const doc = { "smithy.api#documentation": "Says what it is." };
const example = { title: "One", input: { Name: "a" }, output: { Things: ["x"] } };

/** A model without findings; `more` replaces shapes. */
function clean(more: Shapes = {}, operations: readonly string[] = ["ListThings"]): Shapes {
  return {
    ...exampleService(operations, {}, doc),
    "example#ListThings": {
      type: "operation",
      input: { target: "example#ListThingsInput" },
      output: { target: "example#ListThingsOutput" },
      errors: [{ target: "example#Bad" }],
      traits: { ...doc, "smithy.api#examples": [example] },
    },
    "example#ListThingsInput": {
      type: "structure",
      members: { Name: { target: "smithy.api#String", traits: doc } },
      traits: doc,
    },
    "example#ListThingsOutput": {
      type: "structure",
      members: {
        Things: { target: "example#Things", traits: doc },
        State: { target: "example#State", traits: doc },
        Done: { target: "smithy.api#Boolean", traits: doc },
      },
      traits: doc,
    },
    "example#Things": { type: "list", member: { target: "smithy.api#String" } },
    "example#State": {
      type: "enum",
      members: {
        ON: { target: "smithy.api#Unit", traits: doc },
        OFF: { target: "smithy.api#Unit", traits: { ...doc, "smithy.api#enumValue": "off" } },
      },
      traits: doc,
    },
    "example#Bad": { type: "structure", traits: { ...doc, "smithy.api#error": "client" } },
    ...more,
  };
}

/** The clean model with traits added to its operation. */
const operation = (traits: Json): Shapes =>
  clean({ "example#ListThings": { ...(clean()["example#ListThings"] as Json), traits: { ...doc, ...traits } } });

const withExample = (...examples: Json[]): Shapes => operation({ "smithy.api#examples": examples });

function lint(files: { readonly [name: string]: FileContent }): string[] {
  using folder = modelFolder(files);
  return lintModel([folder.path]).map(
    ({ rule, file, shape, pointer, advice }) =>
      `${file.slice(folder.path.length + 1)} ${shape} ${pointer} ${rule}: ${advice}`,
  );
}

const lintShapes = (shapes: Shapes): string[] => lint({ "m.json": { shapes } });

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

  it("may be faults of the whole service", () => {
    const shapes = clean({ "example#Lonely": { type: "structure", traits: { ...doc, "smithy.api#error": "server" } } });
    const service = { ...(shapes["example#Example"] as Json), errors: [{ target: "example#Lonely" }] };
    expect(lintShapes({ ...shapes, "example#Example": service })).toEqual([]);
  });
});

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

describe("waiters", () => {
  const waiter = (...acceptors: Json[]): string[] =>
    lintShapes(
      operation({
        "smithy.api#examples": [example],
        "smithy.waiters#waitable": { ThingOn: { acceptors } },
      }),
    ).map((line) =>
      line.replace(/^.*\/smithy\.waiters#waitable\/ThingOn\/acceptors(.*) endless-waiter: ThingOn: /, "$1 "),
    );
  const output = (path: string, expected: string, comparator = "stringEquals", state = "success"): Json => ({
    state,
    matcher: { output: { path, expected, comparator } },
  });
  const never = " no acceptor ever lets the waiter succeed; give it one of state success that can match";

  it("that can end are in order", () => {
    expect(waiter(output("State", "ON"))).toEqual([]);
    expect(waiter(output("State", "off"), output("State", "ON", "stringEquals", "failure"))).toEqual([]);
    expect(waiter(output("Things", "x", "anyStringEquals"))).toEqual([]);
    expect(waiter(output("Things[]", "x", "allStringEquals"))).toEqual([]);
    expect(waiter(output("Done", "true", "booleanEquals"))).toEqual([]);
    expect(waiter(output("length(Things) == `0`", "true", "booleanEquals"))).toEqual([]);
    expect(waiter({ state: "success", matcher: { errorType: "Bad" } })).toEqual([]);
    expect(waiter({ state: "success", matcher: { errorType: "Unmodelled" } })).toEqual([]);
  });

  it("without an acceptor of success never end", () => {
    expect(waiter(output("State", "ON", "stringEquals", "failure"))).toEqual([never]);
  });

  it.each([
    [output("State", "OFF"), "State never is OFF, which the enum does not have"],
    [output("Done", "maybe", "booleanEquals"), '"maybe" is neither true nor false'],
    [output("State", "true", "booleanEquals"), "State is no boolean"],
    [output("Things", "x"), "Things is of type list, which stringEquals never equals"],
    [output("Things[]", "x"), "Things[] is of type list, which stringEquals never equals"],
    [output("State", "ON", "allStringEquals"), "State is of type enum, which allStringEquals never equals"],
    [output("Done", "true"), "Done is of type boolean and no string"],
  ])("whose success can never match never end: %j", (acceptor, problem) => {
    expect(waiter(acceptor)).toEqual([never, `/0 ${problem}; mend or remove the acceptor`]);
  });

  it("have no acceptors in the shadow of others", () => {
    const success = { state: "success", matcher: { success: true } };
    const failed = { state: "failure", matcher: { success: false } };
    const bad = { state: "retry", matcher: { errorType: "Bad" } };
    const shadow = (at: number, by: number): string =>
      `/${at} never decides, the acceptor ${by} matches first; mend or remove the acceptor`;
    expect(waiter(success, output("State", "ON", "stringEquals", "failure"))).toEqual([shadow(1, 0)]);
    expect(waiter(success, failed, bad)).toEqual([shadow(2, 1)]);
    expect(waiter(success, bad, { ...bad, state: "failure" })).toEqual([shadow(2, 1)]);
    expect(waiter(bad, success, failed)).toEqual([]);
  });

  it("wait for no fault that the operation does not raise", () => {
    const other = { "example#Other": { type: "structure", traits: { ...doc, "smithy.api#error": "server" } } };
    const acceptors = [{ state: "success", matcher: { errorType: "Other" } }];
    const shapes = operation({ "smithy.api#examples": [example], "smithy.waiters#waitable": { X: { acceptors } } });
    expect(lintShapes({ ...shapes, ...other }).join("\n")).toContain("X: the operation does not raise Other;");
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
