import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { followSignal } from "../../../runtime/signal/follow-signal.js";

const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

describe("followSignal", () => {
  it("tells every follower once, through one listener", () => {
    const controller = new AbortController();
    const told: string[] = [];
    for (const name of ["a", "b", "c"]) followSignal(controller.signal, () => told.push(name));
    expect(listeners(controller.signal)).toBe(1);
    controller.abort();
    expect(told).toEqual(["a", "b", "c"]);
    expect(listeners(controller.signal)).toBe(0);
  });

  it("lets go of who left, and of the signal with the last", () => {
    const controller = new AbortController();
    const told: string[] = [];
    const leave = ["a", "b"].map((name) => followSignal(controller.signal, () => told.push(name)));
    leave[0]?.();
    leave[0]?.();
    expect(listeners(controller.signal)).toBe(1);
    leave[1]?.();
    expect(listeners(controller.signal)).toBe(0);
    followSignal(controller.signal, () => told.push("again"));
    expect(listeners(controller.signal)).toBe(1);
    controller.abort();
    expect(told).toEqual(["again"]);
  });

  it("does not tell one whom another let go of in time", () => {
    const controller = new AbortController();
    const told: string[] = [];
    let leaveSecond = () => {};
    followSignal(controller.signal, () => leaveSecond());
    leaveSecond = followSignal(controller.signal, () => told.push("second"));
    controller.abort();
    expect(told).toEqual([]);
  });

  it("tells at once of a signal that is aborted already", () => {
    let told = 0;
    followSignal(AbortSignal.abort(), () => {
      told += 1;
    })();
    expect(told).toBe(1);
  });

  it("counts the same function as often as it follows", () => {
    const controller = new AbortController();
    let told = 0;
    const tell = () => {
      told += 1;
    };
    followSignal(controller.signal, tell);
    followSignal(controller.signal, tell)();
    controller.abort();
    expect(told).toBe(1);
  });
});
