import { expect, it } from "vitest";
import { holdSignals } from "../../codegen/hold-signals.js";

it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("lets the work end before %s ends the program", async (signal) => {
  const order: string[] = [];
  await holdSignals(
    () => {
      process.kill(process.pid, signal);
      order.push("half");
      order.push("done");
    },
    (received) => order.push(received),
  );
  expect(order).toEqual(["half", "done", signal]);
  expect(process.listenerCount(signal)).toBe(0);
});

it("ends nothing without a signal, and lets go of signals when the work fails", async () => {
  const ended: string[] = [];
  await holdSignals(
    () => {},
    (signal) => ended.push(signal),
  );
  const work = (): never => {
    throw new Error("no");
  };
  await expect(holdSignals(work, (signal) => ended.push(signal))).rejects.toThrow("no");
  expect(ended).toEqual([]);
  expect(process.listenerCount("SIGTERM")).toBe(0);
});
