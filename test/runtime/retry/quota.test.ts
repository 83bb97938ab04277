import { describe, expect, it } from "vitest";
import { TimeoutError } from "../../../runtime/errors/timeout-error.js";
import { RetryQuota } from "../../../runtime/retry/quota.js";

const failure = new Error("x");
const timeout = new TimeoutError("x", { kind: "request", milliseconds: 1 });

describe("RetryQuota", () => {
  it("holds a hundred retries", () => {
    const quota = new RetryQuota();
    for (let retry = 0; retry < 100; retry++) expect(quota.take(failure)).toBe(5);
    expect(quota.take(failure)).toBeUndefined();
    expect(quota.tokens).toBe(0);
  });

  it("charges twice as much after a timeout", () => {
    const quota = new RetryQuota();
    expect(quota.take(timeout)).toBe(10);
    expect(quota.tokens).toBe(490);
  });

  it("takes nothing when it refuses", () => {
    const quota = new RetryQuota();
    for (let retry = 0; retry < 99; retry++) quota.take(failure);
    expect(quota.take(timeout)).toBeUndefined();
    expect(quota.tokens).toBe(5);
  });

  it("gives back what the retry of a success took, or one token for a success without retries", () => {
    const quota = new RetryQuota();
    const taken = quota.take(timeout);
    quota.take(failure);
    quota.refund(taken);
    expect(quota.tokens).toBe(495);
    quota.refund(undefined);
    expect(quota.tokens).toBe(496);
  });

  it("never holds more than at the start", () => {
    const quota = new RetryQuota();
    quota.refund(undefined);
    quota.refund(10);
    expect(quota.tokens).toBe(500);
  });
});
