import { describe, expect, it } from "vitest";
import {
  type JsonObject,
  type JsonValue,
  readBigInteger,
  readBlob,
  readInteger,
  readList,
  readMap,
  readObject,
  readSparseList,
  readSparseMap,
  readString,
  readTimestamp,
  readUnion,
} from "../../../runtime/for-generated.js";
import { exactNumber } from "../../../runtime/protocol/exact-number.js";
import { locateMalformed } from "../../../runtime/protocol/malformed-path.js";
import { MalformedValue } from "../../../runtime/protocol/malformed-value.js";

/** What the failure of a reader is told as. */
function told(read: (json: JsonObject) => unknown, json: JsonObject): string {
  try {
    read(json);
  } catch (error) {
    if (error instanceof MalformedValue) return locateMalformed(error, json, read);
    throw error;
  }
  throw new Error("nothing was malformed");
}

const member =
  (read: (value: JsonValue | undefined) => unknown) =>
  (json: JsonObject): unknown =>
    json.Value == null ? undefined : read(json.Value);
const name = (json: JsonObject): unknown => ({ Id: json.Id, Name: json.Name == null ? "" : readString(json.Name) });

describe("a malformed value is told with its place:", () => {
  it.each<[what: string, read: (value: JsonValue | undefined) => unknown, value: JsonValue, place: string]>([
    ["a member", readString, 5, "Value: expected a string, found a number"],
    ["a member that is an object", readString, { a: 1 }, "Value: expected a string, found an object"],
    ["a member that is a list", (value) => readObject(value), [1], "Value: expected an object, found a list"],
    [
      "a member of an element",
      (value) => readList(value, (element) => name(readObject(element))),
      [{ Name: "a" }, null, { Name: true }],
      "Value[2].Name: expected a string, found a boolean",
    ],
    [
      "an element",
      (value) => readList(value, readString),
      ["a", 5, "b"],
      "Value[1]: expected a string, found a number",
    ],
    [
      "an element of a sparse list",
      (value) => readSparseList(value, readInteger),
      [null, "1", 2],
      "Value[1]: expected an integer, found a string",
    ],
    ["what is no list", (value) => readList(value, readString), {}, "Value: expected a list, found an object"],
    [
      "an entry, and no later one",
      (value) => readMap(value, readString),
      { a: "1", "b c": 2, d: "3" },
      'Value["b c"]: expected a string, found a number',
    ],
    [
      "an entry of a sparse map",
      (value) => readSparseMap(value, readString),
      { a: null, b: 2, c: "3" },
      "Value.b: expected a string, found a number",
    ],
    [
      "the member of a union",
      (value) => readUnion(value, { A: readString }),
      { __type: "x", A: 1, B: null },
      "Value.A: expected a string, found a number",
    ],
    [
      "a union",
      (value) => readUnion(value, { A: readString }),
      { A: "a", B: "b" },
      "Value: expected a union with exactly one member, found an object",
    ],
    ["an exact number", (value) => readBigInteger(value), exactNumber("1.5"), "Value: expected an integer"],
    ["a time", (value) => readTimestamp(value), { a: 1 }, "Value: expected a timestamp"],
    ["a blob", (value) => readBlob(value, { blobs: "bytes" }), "a*b", "Value: expected a base64 string"],
  ])("%s", (_, read, value, place) => {
    expect(told(member(read), { Other: {}, Value: value, Later: 1 })).toContain(place);
    expect(told(member(read), { Value: value }).startsWith(place)).toBe(true);
  });

  it("keys are quoted in part when they are long", () => {
    const read = member((value) => readMap(value, readString));
    expect(told(read, { Value: { [`${"k".repeat(64)}secret`]: 1 } })).toBe(
      `Value["${"k".repeat(64)}…"]: expected a string, found a number`,
    );
  });

  it("without one where the whole is meant", () => {
    const read = (json: JsonObject): unknown => readUnion(json, { A: readString });
    expect(told(read, {})).toBe("expected a union with exactly one member, found an object");
  });

  it("the value is in no property of the error", () => {
    const error = new MalformedValue("expected", "the value");
    expect(MalformedValue.foundBy(error)).toBe("the value");
    expect(JSON.stringify(Object.getOwnPropertyDescriptors(error))).not.toContain("the value");
  });
});
