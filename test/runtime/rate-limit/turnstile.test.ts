import { describe, expect, it } from "vitest";
import { createTurnstile } from "../../../runtime/rate-limit/turnstile.js";
import { fakeClock } from "../../support/fake-clock.js";

/** Room for one at each whole second. */
function everySecond(clock: { now(): number }): () => number {
  let next = clock.now();
  return () => {
    if (clock.now() < next) return next - clock.now();
    next += 1000;
    return 0;
  };
}

describe("a turnstile", () => {
  it("lets callers through in the order they came", async () => {
    const clock = fakeClock({ now: 0, autoAdvance: false });
    const turnstile = createTurnstile(clock);
    const enter = everySecond(clock);
    const through: string[] = [];
    for (const name of ["a", "b", "c"]) turnstile.pass(enter).then(() => through.push(`${name} at ${clock.now()}`));
    expect(turnstile.waiting()).toBe(2);
    await clock.advance(5000);
    expect(through).toEqual(["a at 0", "b at 1000", "c at 2000"]);
    expect(turnstile.waiting()).toBe(0);
  });

  it("lets those behind move up when somebody leaves, but not before those ahead", async () => {
    const clock = fakeClock({ now: 0, autoAdvance: false });
    const turnstile = createTurnstile(clock);
    const enter = everySecond(clock);
    const through: string[] = [];
    const leaving = new AbortController();
    const pass = (name: string, signal?: AbortSignal) =>
      turnstile.pass(enter, signal).then(
        () => through.push(`${name} at ${clock.now()}`),
        (reason) => through.push(`${name} left: ${reason}`),
      );
    pass("first");
    pass("head");
    pass("leaver", leaving.signal);
    pass("behind");
    await clock.advance(500);
    leaving.abort("bored");
    await clock.advance(0);
    pass("late");
    await clock.advance(5000);
    expect(through).toEqual(["first at 0", "leaver left: bored", "head at 1000", "behind at 2000", "late at 3000"]);
  });

  it("does not let anybody in early when somebody leaves", async () => {
    const clock = fakeClock({ now: 0, autoAdvance: false });
    const turnstile = createTurnstile(clock);
    const leaving = new AbortController();
    const through: string[] = [];
    turnstile.pass(() => Math.max(0, 1000 - clock.now())).then(() => through.push("head"));
    const left = turnstile.pass(() => 0, leaving.signal).catch(() => through.push("left"));
    turnstile.pass(() => 0).then(() => through.push("behind"));
    leaving.abort();
    await left;
    await clock.advance(2000);
    expect(through).toEqual(["left", "head", "behind"]);
  });

  it("lets the next one in when the head is aborted in its wait", async () => {
    const clock = fakeClock({ now: 0, autoAdvance: false });
    const turnstile = createTurnstile(clock);
    const enter = everySecond(clock);
    enter();
    const leaving = new AbortController();
    const head = turnstile.pass(enter, leaving.signal);
    const next = turnstile.pass(enter).then(() => clock.now());
    await clock.advance(200);
    leaving.abort("bored");
    await expect(head).rejects.toBe("bored");
    await clock.advance(2000);
    expect(await next).toBe(1000);
  });

  it("turns away who is aborted already", async () => {
    const turnstile = createTurnstile(fakeClock());
    await expect(turnstile.pass(() => 0, AbortSignal.abort("no"))).rejects.toBe("no");
    expect(turnstile.waiting()).toBe(0);
  });

  it("is not blocked by an entry that throws", async () => {
    const turnstile = createTurnstile(fakeClock());
    const broken = turnstile.pass(() => {
      throw new Error("broken");
    });
    const next = turnstile.pass(() => 0);
    await expect(broken).rejects.toThrow("broken");
    await next;
  });
});
