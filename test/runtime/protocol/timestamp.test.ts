import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { isTimestamp, readTimestamp } from "../../../runtime/for-generated.js";
import { MalformedValue } from "../../../runtime/protocol/malformed-value.js";

describe("readTimestamp", () => {
  it.each([
    [1459799926.48, "2016-04-04T19:58:46.480Z"],
    [1.441215410867e9, "2015-09-02T17:36:50.867Z"],
    ["1.441215410867E9", "2015-09-02T17:36:50.867Z"],
    ["1459799926", "2016-04-04T19:58:46.000Z"],
    [-0.001, "1969-12-31T23:59:59.999Z"],
    [0, "1970-01-01T00:00:00.000Z"],
    ["2019-12-16T23:48:18Z", "2019-12-16T23:48:18.000Z"],
    ["2019-12-17t00:48:18.5204+01:00", "2019-12-16T23:48:18.520Z"],
    ["2019-12-16T23:48:18-00:00", "2019-12-16T23:48:18.000Z"],
    ["Tue, 29 Apr 2014 18:30:38 GMT", "2014-04-29T18:30:38.000Z"],
    ["Sun, 02 Jan 2000 20:34:56.456 GMT", "2000-01-02T20:34:56.456Z"],
  ])("reads %j", (value, expected) => {
    expect(readTimestamp(value).toISOString()).toBe(expected);
  });

  it.each([
    [true],
    [""],
    ["yesterday"],
    ["2019-12-16T23:48:18"],
    ["2019-13-16T23:48:18Z"],
    [1e300],
    [null],
    [undefined],
    [[]],
  ])("refuses %j", (value) => {
    expect(() => readTimestamp(value as never, "date-time")).toThrow(MalformedValue);
    expect(() => readTimestamp(value as never, "date-time")).toThrow("expected a timestamp (date-time)");
  });
});

describe("isTimestamp", () => {
  it("is not taken in by what calls itself a Date, and knows those of other realms", () => {
    expect(isTimestamp({ [Symbol.toStringTag]: "Date" })).toBe(false);
    expect(isTimestamp(Object.create(Date.prototype))).toBe(false);
    expect(isTimestamp({ [Symbol.toStringTag]: "Date", getTime: () => 0 })).toBe(false);
    expect(isTimestamp(runInNewContext("new Date()"))).toBe(true);
  });

  it("takes valid dates alone", () => {
    expect([new Date(), new Date(Number.NaN), 0, "2019", {}, null].map(isTimestamp)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
