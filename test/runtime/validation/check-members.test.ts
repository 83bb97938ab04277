import { expect, it } from "vitest";
import {
  checkMembers,
  expectInteger,
  expectObject,
  expectString,
  missing,
  unknownMembers,
  within,
} from "../../../runtime/for-generated.js";
import type { SchemaFindings } from "../../../runtime/validation/validator.js";

const byTable = (data: unknown): SchemaFindings =>
  checkMembers(data, { Name: expectString, Count: expectInteger, Anything: null }, ["Count", "Name"]);

// biome-ignore lint/suspicious/noExplicitAny: as generated checks have it
function inPlace(data: any): SchemaFindings {
  let findings = expectObject(data);
  if (findings === null) {
    if (data.Count === undefined) findings = missing(findings, "Count");
    if (data.Name === undefined) findings = missing(findings, "Name");
    if (data.Name !== undefined) findings = within(findings, "Name", expectString(data.Name));
    if (data.Count !== undefined) findings = within(findings, "Count", expectInteger(data.Count));
    findings = unknownMembers(findings, data, ["Name", "Count", "Anything"]);
  }
  return findings;
}

it.each([
  ["what is no structure", [], 1],
  ["null", null, 1],
  ["what is in order", { Name: "n", Count: 1, Anything: Number.NaN }, 0],
  ["members that are missing", { Name: undefined }, 2],
  ["members of another type", { Count: "1", Name: null }, 2],
  [
    "unknown members, also such as every object has",
    { Name: "n", Count: 1, toString: 1, Extra: null, Absent: undefined },
    2,
  ],
  ["all at once, in one order", { Extra: 1, Name: 2 }, 3],
  ["what is inherited", Object.create({ Name: "n", Count: 1, Extra: 1 }), 1],
])("finds of %s what a check in place finds", (_, data, count) => {
  expect(byTable(data)).toEqual(inPlace(data));
  expect(byTable(data) ?? []).toHaveLength(count);
});

it("tells a member's name as a JSON pointer does", () => {
  expect(checkMembers({ "a/b": 1 }, { "a/b": expectString })?.[0]?.instancePath).toBe("/a~1b");
});
