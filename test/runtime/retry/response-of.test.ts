import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { attachResponse, responseOf } from "../../../runtime/retry/response-of.js";

describe("responseOf", () => {
  it("returns what was attached, and the error is the same", () => {
    const error = new Error("x");
    expect(attachResponse(error, { status: 503, headers: { date: "today" } })).toBe(error);
    expect(responseOf(error)).toEqual({ status: 503, headers: { date: "today" } });
  });

  it("keeps out of sight", () => {
    const error = attachResponse(new Error("x"), { status: 503, headers: { "x-secret": "hidden-value" } });
    expect(Object.keys(error)).toEqual([]);
    expect({ ...error }).toEqual({});
    expect(inspect(error)).not.toContain("hidden-value");
    expect(JSON.stringify(error)).toBe("{}");
  });

  it("can be attached again", () => {
    const error = attachResponse(new Error("x"), { status: 500, headers: {} });
    attachResponse(error, { status: 503, headers: {} });
    expect(responseOf(error)?.status).toBe(503);
  });

  it.each([new Error("x"), undefined, null, "text", {}])("knows of no response of %s", (value) => {
    expect(responseOf(value)).toBeUndefined();
  });
});
