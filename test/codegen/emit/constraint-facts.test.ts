import { describe, expect, test } from "vitest";
import { code, duration, memberFacts, number, typeFacts } from "../../../codegen/emit/constraint-facts.js";
import { bytes } from "../../../codegen/emit/operation-doc.js";
import type { Constraints, MemberModel, TypeModel } from "../../../codegen/service-model.js";
import { exampleService, readShapes } from "../small-model.js";

const model = readShapes({ ...exampleService(["Do"]), "example#Do": { type: "operation" } });

const text = (constraints: Constraints): TypeModel => ({ kind: "string", sensitive: false, constraints });

describe("typeFacts", () => {
  test.each<[Constraints, string[]]>([
    [{}, []],
    [{ length: { min: 0 } }, []],
    [{ length: { min: 1 } }, ["At least 1 character."]],
    [{ length: { max: 10 } }, ["At most 10 characters."]],
    [{ length: { min: 0, max: 10 } }, ["At most 10 characters."]],
    [{ length: { min: 2, max: 2048 } }, ["2 to 2,048 characters."]],
    [{ length: { min: 12, max: 12 } }, ["Exactly 12 characters."]],
    [{ pattern: "^a$" }, ["Matching `^a$`."]],
    [{ length: { max: 3 }, pattern: "a" }, ["At most 3 characters, matching `a`."]],
  ])("text with %j", (constraints, facts) => {
    expect(typeFacts(text(constraints), model)).toEqual(facts);
  });

  test("numbers, blobs, lists and maps", () => {
    const plain = { sensitive: false, constraints: {} };
    expect(typeFacts({ ...plain, kind: "integer", constraints: { range: { min: 1024, max: 10240 } } }, model)).toEqual([
      "1,024 to 10,240.",
    ]);
    expect(typeFacts({ ...plain, kind: "long", constraints: { range: { min: 1 } } }, model)).toEqual(["At least 1."]);
    expect(typeFacts({ ...plain, kind: "double", constraints: { range: { max: 0.5 } } }, model)).toEqual([
      "At most 0.5.",
    ]);
    expect(typeFacts({ ...plain, kind: "blob", constraints: { length: { max: 1 } } }, model)).toEqual([
      "At most 1 byte.",
    ]);
    const list: TypeModel = {
      kind: "list",
      sparse: false,
      sensitive: false,
      constraints: { length: { min: 1, max: 500 }, uniqueItems: true },
      element: text({ length: { max: 5 } }),
    };
    expect(typeFacts(list, model)).toEqual(["1 to 500 items.", "No item twice.", "Each: at most 5 characters."]);
    const map: TypeModel = {
      kind: "map",
      sparse: false,
      sensitive: false,
      constraints: { length: { max: 1 } },
      key: text({ length: { min: 1 } }),
      value: text({}),
    };
    expect(typeFacts(map, model)).toEqual(["At most 1 entry.", "Each key: at least 1 character."]);
  });
});

test("a member tells its default, its token and its lifetime", () => {
  const member: MemberModel = {
    name: "A",
    documentation: "",
    required: false,
    type: text({}),
    default: "x",
    idempotencyToken: true,
    hostLabel: false,
    lifetime: { seconds: 300, fault: "ExpiredIteratorException" },
  };
  expect(memberFacts(member, model)).toEqual([
    "A random token is sent when it is left out.",
    'Default: `"x"`.',
    "Good for 5 minutes; after that the service answers with {@link ExpiredIteratorException}.",
  ]);
});

test.each([
  [999, "999"],
  [1000, "1,000"],
  [1234567, "1,234,567"],
  [-5000, "-5,000"],
  [1234.5, "1,234.5"],
])("number %d", (value, expected) => {
  expect(number(value)).toBe(expected);
});

test.each([
  [1, "1 second"],
  [90, "90 seconds"],
  [300, "5 minutes"],
  [86400, "24 hours"],
])("duration %d", (seconds, expected) => {
  expect(duration(seconds)).toBe(expected);
});

test.each([
  [1048576, "1 MiB"],
  [10485760, "10 MiB"],
  [2048, "2 KiB"],
  [5000, "5,000 bytes"],
])("bytes %d", (value, expected) => {
  expect(bytes(value)).toBe(expected);
});

test("code that holds backticks gets longer ones around it", () => {
  expect(code("a")).toBe("`a`");
  expect(code("a`b``c")).toBe("``` a`b``c ```");
});
