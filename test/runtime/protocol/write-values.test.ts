import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isBlobInput,
  readTimestamp,
  writeBigDecimal,
  writeBigInteger,
  writeBlob,
  writeJson,
  writeList,
  writeMap,
  writeNumber,
  writeSparseMap,
  writeString,
  writeTimestamp,
} from "../../../runtime/for-generated.js";
import { MalformedValue } from "../../../runtime/protocol/malformed-value.js";
import { writtenJson } from "../../support/written-json.js";

describe("writeString and writeJson", () => {
  it("write what JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(writtenJson((json) => writeJson(value, json))).toBe(JSON.stringify(value));
        expect(writtenJson((json) => writeString(value as string, json))).toBe(JSON.stringify(value));
      }),
    );
  });

  it("refuse what has no JSON, in place of leaving a member without a value", () => {
    for (const value of [() => {}, Symbol("a"), undefined]) {
      expect(() => writtenJson((json) => writeJson(value, json))).toThrow(MalformedValue);
      expect(() => writtenJson((json) => writeString(value as never, json))).toThrow(MalformedValue);
    }
    expect(() => writtenJson((json) => writeJson(5n, json))).toThrow(TypeError);
  });
});

describe("writing numbers", () => {
  const numbers = (write: (value: never, json: never) => void, values: readonly unknown[]): string[] =>
    values.map((value) => writtenJson((json) => write(value as never, json as never)));

  it("names what JSON cannot hold", () => {
    const values = [1.5, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    expect(numbers(writeNumber, values)).toEqual(["1.5", "0", '"NaN"', '"Infinity"', '"-Infinity"']);
  });

  it("keeps every digit of a big number", () => {
    const whole = [2n ** 53n - 1n, 2n ** 53n, -(10n ** 30n), 7];
    expect(numbers(writeBigInteger, whole)).toEqual([
      "9007199254740991",
      "9007199254740992",
      "-1000000000000000000000000000000",
      "7",
    ]);
    const decimals = ["0.1", 0.1, "0.10", "+007.5", "-0.5", "1.00000000000000000001", "1e400", 1e21];
    expect(numbers(writeBigDecimal, decimals)).toEqual([
      "0.1",
      "0.1",
      "0.10",
      "7.5",
      "-0.5",
      "1.00000000000000000001",
      "1e400",
      "1e+21",
    ]);
  });

  it("refuses what is no number", () => {
    for (const value of ["", "1.", ".5", "0x10", "NaN", " 1"]) {
      expect(() => numbers(writeBigDecimal, [value]), value).toThrow(MalformedValue);
    }
    expect(() => numbers(writeBigInteger, [1.5])).toThrow(RangeError);
  });
});

describe("writeTimestamp", () => {
  const date = new Date("2016-04-04T19:58:46.480Z");

  it("writes each format", () => {
    expect(writtenJson((json) => writeTimestamp(date, json))).toBe("1459799926.48");
    expect(writtenJson((json) => writeTimestamp(date, json, "date-time"))).toBe('"2016-04-04T19:58:46.480Z"');
    expect(writtenJson((json) => writeTimestamp(new Date(0), json, "date-time"))).toBe('"1970-01-01T00:00:00Z"');
    expect(writtenJson((json) => writeTimestamp(date, json, "http-date"))).toBe('"Mon, 04 Apr 2016 19:58:46 GMT"');
  });

  it("comes back to the millisecond, for any date", () => {
    for (const time of [1459799926480, 1459799926481, 1700000000001, -62135596800001, 253402300799999]) {
      const written = writtenJson((json) => writeTimestamp(new Date(time), json));
      expect(readTimestamp(JSON.parse(written)).getTime()).toBe(time);
    }
  });

  it("refuses an invalid date", () => {
    expect(() => writtenJson((json) => writeTimestamp(new Date(Number.NaN), json))).toThrow(MalformedValue);
  });
});

describe("writeBlob", () => {
  const written = (value: unknown): string => writtenJson((json) => writeBlob(value as never, json));

  it("encodes bytes and text, and passes base64 through", () => {
    expect(written(new Uint8Array([255, 0]))).toBe('"/wA="');
    expect(written(Buffer.from("hi"))).toBe('"aGk="');
    expect(written("héllo")).toBe('"aMOpbGxv"');
    expect(written("")).toBe('""');
    expect(written({ base64: 'not "checked"' })).toBe('"not \\"checked\\""');
  });

  it("takes bytes of another realm", () => {
    const foreign = runInNewContext("new Uint8Array([255, 0])");
    expect(foreign instanceof Uint8Array).toBe(false);
    expect(isBlobInput(foreign)).toBe(true);
    expect(written(foreign)).toBe('"/wA="');
  });

  it("refuses anything else", () => {
    expect(() => written(5)).toThrow(MalformedValue);
    expect(() => written({})).toThrow(MalformedValue);
  });
});

describe("writeList", () => {
  it("writes element by element", () => {
    expect(writtenJson((json) => writeList([1, null, undefined, 2], json, writeJson))).toBe("[1,null,null,2]");
    expect(writtenJson((json) => writeList([], json, writeJson))).toBe("[]");
    const nested = writtenJson((json) =>
      writeList([["a"], [], ["b", "c"]], json, (element, json) => writeList(element, json, writeString)),
    );
    expect(nested).toBe('[["a"],[],["b","c"]]');
  });

  it("writes a list as it stands, not as a toJSON of its own would have it", () => {
    class Names extends Array<string> {
      toJSON(): string {
        return "something else";
      }
    }
    expect(writtenJson((json) => writeList(Names.of("a", "b"), json, writeString))).toBe('["a","b"]');
  });

  it("refuses what is none", () => {
    for (const value of ["ab", new Set(["a"]), { length: 1 }]) {
      expect(() => writtenJson((json) => writeList<string>(value as never, json, writeString))).toThrow(
        "expected a list",
      );
    }
  });
});

describe("writeMap and writeSparseMap", () => {
  it("write entry by entry, undefined left out, and null where they are not sparse", () => {
    const map = { a: 1, b: null, c: undefined, 'd"': 2 };
    expect(writtenJson((json) => writeMap(map, json, writeJson))).toBe('{"a":1,"d\\"":2}');
    expect(writtenJson((json) => writeSparseMap(map, json, writeJson))).toBe('{"a":1,"b":null,"d\\"":2}');
    expect(writtenJson((json) => writeMap({ c: undefined }, json, writeJson))).toBe("{}");
  });

  it("keep the key __proto__ as a key", () => {
    const map = JSON.parse('{"__proto__":1,"constructor":2}') as Record<string, number>;
    expect(writtenJson((json) => writeMap(map, json, writeJson))).toBe('{"__proto__":1,"constructor":2}');
  });
});
