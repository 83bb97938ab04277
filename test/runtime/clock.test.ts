import { getEventListeners } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startBackgroundTimer, startTimer, systemClock, systemRandom } from "../../runtime/clock.js";

describe("systemClock", () => {
  afterEach(() => vi.useRealTimers());

  it("tells the time", () => {
    vi.useFakeTimers({ now: 1_234_567 });
    expect(systemClock.now()).toBe(1_234_567);
  });

  it("sleeps for as long as told, months too", async () => {
    vi.useFakeTimers();
    for (const milliseconds of [1, 1000, 2 ** 31, 2 ** 32 + 5]) {
      let awake = false;
      systemClock.sleep(milliseconds).then(() => {
        awake = true;
      });
      await vi.advanceTimersByTimeAsync(milliseconds - 1);
      expect(awake, `${milliseconds}`).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(awake, `${milliseconds}`).toBe(true);
    }
  });

  it("does not sleep for nothing", async () => {
    vi.useFakeTimers();
    await systemClock.sleep(0);
    await systemClock.sleep(-5);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("wakes at once when aborted, with the reason, and leaves neither timer nor listener", async () => {
    vi.useFakeTimers();
    const abort = new AbortController();
    const sleeping = systemClock.sleep(1000, abort.signal);
    abort.abort("enough");
    await expect(sleeping).rejects.toBe("enough");
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(abort.signal, "abort")).toEqual([]);
  });

  it("leaves no listener after a full sleep", async () => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const sleeping = systemClock.sleep(10, signal);
    await vi.advanceTimersByTimeAsync(10);
    await sleeping;
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("does not begin for a signal that is aborted already", async () => {
    await expect(systemClock.sleep(0, AbortSignal.abort("no"))).rejects.toBe("no");
  });
});

describe("systemRandom", () => {
  it("is at least 0, less than 1, and not always the same", () => {
    const values = Array.from({ length: 50 }, systemRandom);
    for (const value of values) expect(value >= 0 && value < 1).toBe(true);
    expect(new Set(values).size).toBeGreaterThan(40);
  });
});

describe("startTimer", () => {
  afterEach(() => vi.useRealTimers());

  it("can be cancelled", () => {
    vi.useFakeTimers();
    const fired = vi.fn();
    startTimer(10, fired)();
    startTimer(10, fired);
    vi.advanceTimersByTime(20);
    expect(fired).toHaveBeenCalledTimes(1);
  });
});

describe("startBackgroundTimer", () => {
  it("does not keep the process alive, and can be cancelled", async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    const before = timers();
    const cancel = startBackgroundTimer(60_000, () => {});
    expect(timers()).toBe(before);
    cancel();
    const fired = new Promise((resolve) => startBackgroundTimer(1, () => resolve("fired")));
    const kept = startTimer(10_000, () => {});
    expect(await fired).toBe("fired");
    kept();
  });
});

describe("time and chance in runtime/", () => {
  const runtime = fileURLToPath(new URL("../../runtime", import.meta.url));
  const globals =
    /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bMath\.random\b|\bset(?:Timeout|Interval|Immediate)\b|\bperformance\.now\b|\bhrtime\b|\bAbortSignal\.timeout\b|node:timers/;

  it("recognises them", () => {
    for (const use of ["Date.now()", "new Date()", "setTimeout(f)", "Math.random()", "AbortSignal.timeout(5)"]) {
      expect(use).toMatch(globals);
    }
    expect("new Date(clock.now())").not.toMatch(globals);
  });

  it("come from clock.ts alone; everything else has them passed in", () => {
    const files = readdirSync(runtime, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    expect(files).toContain("clock.ts");
    const users = files.filter((name) => globals.test(withoutComments(readFileSync(join(runtime, name), "utf8"))));
    expect(users).toEqual(["clock.ts"]);
  });

  it("has limits that end something real as the only users of bare timers", () => {
    const files = readdirSync(runtime, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    const users = files.filter((name) => readFileSync(join(runtime, name), "utf8").includes("startTimer"));
    expect(users.sort()).toEqual([
      join("call", "call-limit.ts"),
      "clock.ts",
      join("event-stream", "stall-watch.ts"),
      join("transport", "attempt-limits.ts"),
      join("transport", "connection-limits.ts"),
      join("transport", "http2-session.ts"),
    ]);
  });
});

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}
