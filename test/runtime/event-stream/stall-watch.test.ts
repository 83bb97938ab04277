import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TimeoutError } from "../../../runtime/errors/timeout-error.js";
import { type StallWatch, watchForStall } from "../../../runtime/event-stream/stall-watch.js";

let stalls: TimeoutError[];
let activity: number | undefined;
let watch: StallWatch;

beforeEach(() => {
  vi.useFakeTimers();
  stalls = [];
  activity = undefined;
  watch = start(1000);
});

afterEach(() => {
  vi.useRealTimers();
});

function start(inactivityTimeout: number): StallWatch {
  return watchForStall({
    operation: "Subscribe",
    inactivityTimeout,
    lastActivity: () => activity,
    onStall: (error) => stalls.push(error),
  });
}

describe("a stall", () => {
  it("is told when a read has waited for the timeout, and at most a quarter of it later", () => {
    watch.waiting();
    vi.advanceTimersByTime(1000);
    expect(stalls).toEqual([]);
    vi.advanceTimersByTime(250);
    expect(stalls).toMatchObject([{ kind: "inactivity", milliseconds: 1000 }]);
    expect(stalls[0]?.message).toMatch(/^Subscribe: the stream stalled: neither an event nor a sign of life.*1000 ms/);
    vi.advanceTimersByTime(100_000);
    expect(stalls).toHaveLength(1);
  });

  it("is not told while bytes come", () => {
    for (let turn = 0; turn < 20; turn += 1) {
      watch.waiting();
      vi.advanceTimersByTime(900);
      watch.arrived();
      watch.complete();
    }
    expect(stalls).toEqual([]);
    watch.waiting();
    vi.advanceTimersByTime(1250);
    expect(stalls).toHaveLength(1);
  });

  it("is not told while nobody reads, however long, and leaves no timer", () => {
    watch.waiting();
    watch.arrived();
    vi.advanceTimersByTime(100_000);
    expect(stalls).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    watch.waiting();
    vi.advanceTimersByTime(1250);
    expect(stalls).toHaveLength(1);
  });

  it("is told of a connection that lives but brings no event for three times as long", () => {
    activity = 0;
    watch.waiting();
    for (let turn = 0; turn < 30; turn += 1) {
      activity += 1;
      vi.advanceTimersByTime(100);
    }
    expect(stalls).toEqual([]);
    activity += 1;
    vi.advanceTimersByTime(250);
    expect(stalls).toMatchObject([{ kind: "inactivity", milliseconds: 3000 }]);
    expect(stalls[0]?.message).toContain("although the connection is alive");
  });

  it("is told of bytes that never make an event", () => {
    for (let turn = 0; turn < 33; turn += 1) {
      watch.waiting();
      vi.advanceTimersByTime(100);
      watch.arrived();
      activity = turn;
    }
    expect(stalls).toHaveLength(1);
  });

  it("is told when the pings, too, are answered no more", () => {
    activity = 1;
    watch.waiting();
    vi.advanceTimersByTime(600);
    activity = 2;
    vi.advanceTimersByTime(900);
    expect(stalls).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(stalls).toMatchObject([{ milliseconds: 1000 }]);
  });

  it("is never told with a timeout of 0, nor after the end", () => {
    const patient = start(0);
    patient.waiting();
    watch.waiting();
    watch.stop();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(1_000_000);
    expect(stalls).toEqual([]);
  });
});
