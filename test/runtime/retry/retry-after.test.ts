import { describe, expect, it } from "vitest";
import { retryAfter } from "../../../runtime/retry/retry-after.js";
import { serviceError } from "./service-errors.js";

const now = Date.UTC(2026, 0, 2, 3, 4, 5);

function asked(headers: Record<string, string>): number {
  return retryAfter(serviceError("Busy", { status: 503, headers }), now);
}

describe("retryAfter", () => {
  it("reads seconds", () => {
    expect(asked({ "retry-after": "3" })).toBe(3000);
    expect(asked({ "retry-after": " 0.5 " })).toBe(500);
  });

  it("reads a date, by the server's clock", () => {
    expect(asked({ "retry-after": "Fri, 02 Jan 2026 03:04:09 GMT" })).toBe(4000);
    expect(asked({ "retry-after": "Fri, 02 Jan 2026 03:00:00 GMT" })).toBe(0);
  });

  it("reads AWS's own header in milliseconds, before the general one", () => {
    expect(asked({ "x-amz-retry-after": "1500", "retry-after": "9" })).toBe(1500);
  });

  it("falls back when AWS's own header is nonsense", () => {
    expect(asked({ "x-amz-retry-after": "soon", "retry-after": "9" })).toBe(9000);
  });

  it("honours no more than 20 seconds", () => {
    expect(asked({ "retry-after": "3600" })).toBe(20_000);
    expect(asked({ "x-amz-retry-after": "99999999" })).toBe(20_000);
    expect(asked({ "retry-after": "Fri, 02 Jan 2037 03:04:09 GMT" })).toBe(20_000);
  });

  it.each(["", "soon", "-5", "NaN", "Infinity", "1e400"])("takes %j for nothing", (value) => {
    expect(asked({ "retry-after": value })).toBe(0);
    expect(asked({ "x-amz-retry-after": value })).toBe(0);
  });

  it("asks for nothing without a response", () => {
    expect(retryAfter(new Error("x"), now)).toBe(0);
    expect(retryAfter(undefined, now)).toBe(0);
  });
});
