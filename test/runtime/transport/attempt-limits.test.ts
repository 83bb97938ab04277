import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { holdAttemptLimits } from "../../../runtime/transport/attempt-limits.js";
import { holdConnectionLimits } from "../../../runtime/transport/connection-limits.js";

describe("holdAttemptLimits", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("leaves no timer and no listener behind when aborted while connecting", () => {
    const controller = new AbortController();
    const { signal } = controller;
    const reasons: unknown[] = [];
    const settings = { host: "host", signal, requestTimeout: 1000, connectTimeout: 100 };
    holdConnectionLimits(settings, (reason) => reasons.push(reason)).connecting();
    expect(vi.getTimerCount()).toBe(2);
    controller.abort("enough");
    expect(reasons).toEqual(["enough"]);
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("ends the limit on connecting alone once connected", () => {
    const reasons: unknown[] = [];
    const limits = holdConnectionLimits({ host: "host", requestTimeout: 1000, connectTimeout: 100 }, (reason) =>
      reasons.push(reason),
    );
    limits.connecting();
    limits.connected();
    vi.advanceTimersByTime(999);
    expect(reasons).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(reasons).toMatchObject([{ name: "TimeoutError", kind: "request", milliseconds: 1000 }]);
  });

  it.each([
    [undefined, "No complete response from host within 5 ms (requestTimeout)"],
    ["it waited", "No complete response from host within 5 ms (requestTimeout): it waited"],
  ])("says what a request waited for that never began: %j", (waited, message) => {
    const reasons: unknown[] = [];
    holdAttemptLimits({ host: "host", requestTimeout: 5, waitsFor: () => waited }, (reason) => reasons.push(reason));
    vi.advanceTimersByTime(5);
    expect(reasons).toMatchObject([{ message }]);
  });
});
