import { describe, expect, it } from "vitest";
import {
  expectBigDecimal,
  expectBlob,
  expectObject,
  expectTimestamp,
  found,
  maxLengthRule,
  mismatched,
  missing,
  ofKey,
  ofValue,
  requiredRule,
  typeRule,
  unknownMembers,
  validatorOf,
  within,
  wrongType,
} from "../../../runtime/for-generated.js";

describe("findings", () => {
  it("are told where they were made, step by step from the inside", () => {
    const inner = within(null, 3, wrongType(null, "string"));
    expect(ofValue(missing(null, "A"), "a/b~c", inner)).toEqual([
      { ...requiredRule, instancePath: "", params: { missingProperty: "A" } },
      { ...typeRule, instancePath: "/a~1b~0c/3", params: { type: "string" } },
    ]);
  });

  it("of a key stand at the map", () => {
    expect(ofKey(null, "k", found(null, maxLengthRule, { limit: 1 }))).toEqual([
      { ...maxLengthRule, instancePath: "", params: { limit: 1 }, propertyName: "k" },
    ]);
  });

  it("are none where nothing is wrong", () => {
    expect([within(null, "A", null), ofKey(null, "k", null), unknownMembers(null, { A: 1 }, ["B", "A"])]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("name each unknown member that is given, in the input's order", () => {
    const names = unknownMembers(null, { C: 1, A: 1, D: undefined, B: null }, ["A"])?.map(({ params }) => params);
    expect(names).toEqual([{ additionalProperty: "C" }, { additionalProperty: "B" }]);
  });

  it("quote a pattern with its slashes unescaped", () => {
    expect(mismatched(null, /^a\/b$/u)[0]?.params).toEqual({ pattern: "^a/b$" });
  });
});

it("neither null nor a list is an object", () => {
  for (const value of [{}, Object.create(null), new Date(0)]) expect(expectObject(value)).toBeNull();
  for (const value of [null, [], "a", undefined]) expect(expectObject(value)?.[0]?.params).toEqual({ type: "object" });
});

it("plain types are told by their own keywords", () => {
  expect([expectBlob(1), expectTimestamp(1), expectBigDecimal("1e")].map((all) => all?.[0]?.keyword)).toEqual([
    "blob",
    "timestamp",
    "type",
  ]);
});

it("a validator keeps what its check found, until it is called again", () => {
  const validator = validatorOf((input) => (input === 1 ? null : wrongType(null, "one")));
  expect([validator(2), validator.errors?.length, validator(1), validator.errors]).toEqual([false, 1, true, null]);
});
