import { describe, expect, it } from "vitest";
import {
  readInteger,
  readList,
  readMap,
  readObject,
  readSparseList,
  readSparseMap,
  readString,
  readUnion,
} from "../../../runtime/for-generated.js";
import { MalformedValue } from "../../../runtime/protocol/malformed-value.js";

describe("lists", () => {
  it("are read element by element, nulls only where sparse", () => {
    expect(readList(["a", null, "b"], readString)).toEqual(["a", "b"]);
    expect(readSparseList(["a", null, "b"], readString)).toEqual(["a", null, "b"]);
    expect(() => readList({}, readString)).toThrow(MalformedValue);
    expect(() => readSparseList("a", readString)).toThrow(MalformedValue);
    expect(() => readList([5], readString)).toThrow(MalformedValue);
  });
});

describe("maps", () => {
  it("are read entry by entry, nulls only where sparse", () => {
    expect(readMap({ a: 1, b: null }, readInteger)).toEqual({ a: 1 });
    expect(readSparseMap({ a: 1, b: null }, readInteger)).toEqual({ a: 1, b: null });
    expect(() => readMap([], readInteger)).toThrow(MalformedValue);
    expect(() => readMap(null, readInteger)).toThrow(MalformedValue);
  });

  it("keep the key __proto__ as a key", () => {
    const json = JSON.parse('{"__proto__":1,"constructor":2}');
    const map = readMap(json, readInteger);
    expect(Object.entries(map)).toEqual([
      ["__proto__", 1],
      ["constructor", 2],
    ]);
    expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
    expect(Object.hasOwn(readSparseMap(json, readInteger), "__proto__")).toBe(true);
  });
});

describe("unions", () => {
  const readers = { Text: readString, Count: readInteger };

  it("are read as the one member that is set", () => {
    expect(readUnion({ Text: "a" }, readers)).toEqual({ Text: "a" });
    expect(readUnion({ Text: null, Count: 1, __type: "Union" }, readers)).toEqual({ Count: 1 });
  });

  it("tell a member that is not known", () => {
    expect(readUnion({ New: { a: 1 } }, readers)).toEqual({ $unknown: ["New", { a: 1 }] });
    expect(readUnion({ constructor: 1 } as never, readers)).toEqual({ $unknown: ["constructor", 1] });
  });

  it("have exactly one member", () => {
    expect(() => readUnion({}, readers)).toThrow(MalformedValue);
    expect(() => readUnion({ Text: "a", Count: 1 }, readers)).toThrow(MalformedValue);
    expect(() => readUnion({ Text: 5 }, readers)).toThrow(MalformedValue);
  });
});

describe("objects", () => {
  it("are objects", () => {
    const json = { a: 1 };
    expect(readObject(json)).toBe(json);
    for (const value of [null, undefined, [], "a", 1]) expect(() => readObject(value)).toThrow(MalformedValue);
  });
});
