import { describe, expect, it } from "vitest";
import { createClockSkew } from "../../../runtime/retry/clock-skew.js";
import { fakeClock } from "../../support/fake-clock.js";
import { serviceError } from "./service-errors.js";

const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const minute = 60_000;

function answer(name: string, serverAhead: number) {
  return serviceError(name, { headers: { date: new Date(now + serverAhead).toUTCString() } });
}

describe("createClockSkew", () => {
  it("starts without a correction", () => {
    expect(createClockSkew(fakeClock({ now })).offset()).toBe(0);
  });

  it.each([-10 * minute, 10 * minute])("corrects by the date of an answer that says so (%i ms)", (ahead) => {
    const skew = createClockSkew(fakeClock({ now }));
    expect(skew.learn(answer("InvalidSignatureException", ahead), 0)).toBe(true);
    expect(skew.offset()).toBe(ahead);
  });

  it("learns from any error that shows the clock far off, without blaming the clock for the error", () => {
    const skew = createClockSkew(fakeClock({ now }));
    expect(skew.learn(answer("ResourceNotFoundException", 10 * minute), 0)).toBe(false);
    expect(skew.offset()).toBe(10 * minute);
  });

  it("lets a difference that services tolerate be", () => {
    const skew = createClockSkew(fakeClock({ now }));
    expect(skew.learn(answer("InvalidSignatureException", 4 * minute), 0)).toBe(false);
    expect(skew.offset()).toBe(0);
    expect(skew.learn(answer("InvalidSignatureException", 4 * minute + 1000), 0)).toBe(true);
  });

  it("corrects a small difference when the service complains of the time alone", () => {
    const skew = createClockSkew(fakeClock({ now }));
    expect(skew.learn(answer("RequestTimeTooSkewed", 30_000), 0)).toBe(true);
    expect(skew.offset()).toBe(30_000);
  });

  it("does not correct twice to the same", () => {
    const skew = createClockSkew(fakeClock({ now }));
    skew.learn(answer("RequestTimeTooSkewed", 10 * minute), 0);
    expect(skew.learn(answer("RequestTimeTooSkewed", 10 * minute), skew.offset())).toBe(false);
  });

  it("blames the clock as well for a request that was signed before another one's correction", () => {
    const skew = createClockSkew(fakeClock({ now }));
    skew.learn(answer("InvalidSignatureException", 10 * minute), 0);
    expect(skew.learn(answer("InvalidSignatureException", 10 * minute), 0)).toBe(true);
    expect(skew.offset()).toBe(10 * minute);
  });

  it("finds its way back when the local clock is set right", () => {
    const clock = fakeClock({ now });
    const skew = createClockSkew(clock);
    skew.learn(answer("InvalidSignatureException", 10 * minute), 0);
    clock.set(now + 10 * minute);
    expect(skew.learn(answer("InvalidSignatureException", 10 * minute), skew.offset())).toBe(true);
    expect(skew.offset()).toBe(0);
  });

  it.each([{}, { date: "yesterday" }])("learns nothing from headers %j", (headers) => {
    const skew = createClockSkew(fakeClock({ now }));
    expect(skew.learn(serviceError("RequestTimeTooSkewed", { headers }), 0)).toBe(false);
    expect(skew.learn(new Error("x"), 0)).toBe(false);
    expect(skew.offset()).toBe(0);
  });
});
