import { describe, expect, it } from "vitest";
import {
  passThrough,
  readInteger,
  readList,
  readMap,
  readObject,
  readSparseList,
  readSparseMap,
  readString,
  readUnion,
  writeList,
  writeMap,
  writeSparseMap,
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

  it("are written element by element", () => {
    expect(writeList([1, null, undefined, 2], (value) => value * 2)).toEqual([2, null, null, 4]);
  });

  it("are written as they stand, not as a toJSON of theirs would have it", () => {
    class Names extends Array<string> {
      toJSON(): string {
        return "something else";
      }
    }
    expect(JSON.stringify(writeList(Names.of("a", "b"), passThrough))).toBe('["a","b"]');
  });

  it("are not written of what is none", () => {
    for (const value of ["ab", new Set(["a"]), { length: 1 }]) {
      expect(() => writeList<string>(value as never, passThrough)).toThrow("expected a list");
    }
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
    expect(JSON.stringify(writeMap(map, (value) => value))).toBe('{"__proto__":1,"constructor":2}');
    expect(Object.hasOwn(readSparseMap(json, readInteger), "__proto__")).toBe(true);
  });

  it("are written entry by entry, undefined left out, and null where they are not sparse", () => {
    const map = { a: 1, b: null, c: undefined };
    const written = [writeMap(map, (value) => value * 2), writeSparseMap(map, (value) => value * 2)];
    expect(written.map((json) => JSON.stringify(json))).toEqual(['{"a":2}', '{"a":2,"b":null}']);
    expect(Object.keys(written[0] ?? {})).toEqual(["a"]);
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
