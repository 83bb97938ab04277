import type { Shapes } from "../../small-model.js";
import { doing, member } from "../diff-shapes.js";
import { type Judgement, judge } from "./both-ways.js";

const string = member("String");
const both = (input: string, output: string, kind: string): string[] =>
  [`${input} ${kind} input`, `${output} ${kind} output`].sort();

/** A shape that travels both ways. */
function shape(what: string, before: object, after: object, forth: string[], back: string[]): Judgement {
  const holding = (value: object): Shapes =>
    doing({ input: { X: member("example#T") }, output: { X: member("example#T") }, shapes: { "example#T": value } });
  return [what, holding(before), holding(after), forth, back];
}

/** A tightened constraint of a shape that travels both ways. */
function tightened(what: string, kind: string, before: object, after: object): Judgement {
  return shape(what, before, after, both("breaking", "documentation", kind), both("behaviour", "documentation", kind));
}

const text = (traits: object = {}) => ({ type: "string", traits });
const list = (traits: object = {}, element: object = string) => ({ type: "list", member: element, traits });
const length = (bounds: object) => ({ "smithy.api#length": bounds });
const value = (wire: string | number, traits: object = {}) => ({
  target: "smithy.api#Unit",
  traits: { "smithy.api#enumValue": wire, ...traits },
});
const enumeration = (members: object) => ({ type: "enum", members });
const structure = (members: object, traits: object = {}) => ({ type: "structure", members, traits });

/** A member of an input, and of an output. */
function typed(
  before: string,
  after: string,
  forth: readonly [string, string],
  back: readonly [string, string],
): Judgement[] {
  return (["input", "output"] as const).map((way, index): Judgement => {
    const holding = (type: string): Shapes => doing({ [way]: { A: member(type) } });
    return [
      `${before} and ${after} in an ${way}`,
      holding(before),
      holding(after),
      [`${forth[index]} type-changed ${way}`],
      [`${back[index]} type-changed ${way}`],
    ];
  });
}

const breaks = ["breaking", "breaking"] as const;
const harmless = ["behaviour", "behaviour"] as const;
const narrows = ["breaking", "behaviour"] as const;

judge([
  tightened("a shorter text", "length-changed", text(length({ max: 9 })), text(length({ max: 5 }))),
  tightened("longer and shorter", "length-changed", text(length({ min: 1, max: 9 })), text(length({ min: 2, max: 9 }))),
  shape("no characters at least", text(length({ max: 9 })), text(length({ min: 0, max: 9 })), [], []),
  shape("no characters at least, and nothing else", text(), text(length({ min: 0 })), [], []),
  shape("no items at least", list(length({ max: 9 })), list(length({ min: 0, max: 9 })), [], []),
  tightened(
    "a range",
    "range-changed",
    { type: "integer" },
    { type: "integer", traits: { "smithy.api#range": { min: 0 } } },
  ),
  tightened(
    "a pattern",
    "pattern-changed",
    text({ "smithy.api#pattern": "^[a-z]+$" }),
    text({ "smithy.api#pattern": "^[a-f]+$" }),
  ),
  tightened(
    "anchors of a pattern",
    "pattern-changed",
    text({ "smithy.api#pattern": "[a-z]+" }),
    text({ "smithy.api#pattern": "^[a-z]+$" }),
  ),
  tightened("elements that must differ", "unique-items-changed", list(), list({ "smithy.api#uniqueItems": {} })),
  tightened("the length of elements", "length-changed", list(), list({}, member("String", length({ max: 3 })))),
  tightened(
    "the length of keys",
    "length-changed",
    { type: "map", key: string, value: string },
    { type: "map", key: member("String", length({ max: 3 })), value: string },
  ),
  shape(
    "a set, and a list whose elements differ",
    { type: "set", member: string },
    list({ "smithy.api#uniqueItems": {} }),
    [],
    [],
  ),
  shape(
    "null among the values",
    list(),
    list({ "smithy.api#sparse": {} }),
    both("behaviour", "breaking", "sparse-changed"),
    both("breaking", "behaviour", "sparse-changed"),
  ),
  shape(
    "a value of an enumeration",
    enumeration({ A: value("a") }),
    enumeration({ A: value("a"), B: value("b") }),
    both("addition", "behaviour", "enum-value-added"),
    both("breaking", "behaviour", "enum-value-removed"),
  ),
  shape("another name of a value", enumeration({ A: value("a") }), enumeration({ OTHER: value("a") }), [], []),
  shape(
    "the order of values",
    enumeration({ A: value("a"), B: value("b") }),
    enumeration({ B: value("b"), A: value("a") }),
    [],
    [],
  ),
  shape(
    "the old trait for enumerations",
    enumeration({ a: value("a") }),
    text({ "smithy.api#enum": [{ name: "a", value: "a" }] }),
    [],
    [],
  ),
  shape(
    "a deprecated value",
    enumeration({ A: value("a") }),
    enumeration({ A: value("a", { "smithy.api#deprecated": {} }) }),
    ["behaviour deprecation-added"],
    ["documentation deprecation-removed"],
  ),
  shape(
    "an alternative of a union",
    { type: "union", members: { A: string } },
    { type: "union", members: { A: string, B: string } },
    both("addition", "behaviour", "member-added"),
    both("breaking", "breaking", "member-removed"),
  ),
  shape(
    "a type within itself that changes",
    structure({ A: string, Self: member("example#T") }),
    structure({ A: member("Integer"), Self: member("example#T") }),
    both("breaking", "breaking", "type-changed"),
    both("breaking", "breaking", "type-changed"),
  ),
  shape(
    "secrecy",
    structure({ A: string }),
    structure({ A: string }, { "smithy.api#sensitive": {} }),
    ["behaviour sensitive-changed"],
    ["behaviour sensitive-changed"],
  ),
  shape(
    "a name in JSON, which the protocol passes over",
    structure({ A: string }),
    structure({ A: member("String", { "smithy.api#jsonName": "a" }) }),
    [],
    [],
  ),
  shape(
    "a time format, said or meant",
    { type: "timestamp" },
    { type: "timestamp", traits: { "smithy.api#timestampFormat": "epoch-seconds" } },
    [],
    [],
  ),
  shape("what an ARN refers to", text(), text({ "aws.api#arnReference": { type: "AWS::X::Y" } }), [], []),
  ...typed("Integer", "Long", harmless, narrows),
  ...typed("Integer", "String", breaks, breaks),
  ...typed("String", "Blob", breaks, breaks),
  ...typed("Long", "BigInteger", breaks, breaks),
  // Any JSON is taken, the old text among it; a reader no longer knows what it gets.
  ...typed("String", "Document", ["behaviour", "breaking"], breaks),
  ...typed("Double", "Document", ["behaviour", "breaking"], breaks),
  ...typed("Timestamp", "Document", breaks, breaks),
]);
