import { describe, expect, it } from "vitest";
import { createRateLimiter, type RatedOperation } from "../../../runtime/rate-limit/rate-limiter.js";
import type { RequestRate } from "../../../runtime/service.js";
import { type FakeClock, fakeClock } from "../../support/fake-clock.js";

const perStream: RequestRate = {
  requests: 5,
  seconds: 1,
  scope: "stream",
  key: (input: { StreamName?: string }) => input.StreamName,
};
const perAccount: RequestRate = { requests: 10, seconds: 1, scope: "account" };
const perDay: RequestRate = { requests: 2, seconds: 86_400, scope: "account" };

function operation(name: string, ...rates: readonly RequestRate[]): RatedOperation {
  return { name, rates };
}

/** How many of `count` calls at once were let through by then, in milliseconds from now. */
async function passedAfter(
  milliseconds: number,
  clock: FakeClock,
  count: number,
  call: () => Promise<void> | undefined,
): Promise<number> {
  let passed = 0;
  for (let index = 0; index < count; index++) Promise.resolve(call()).then(() => passed++);
  await clock.advance(milliseconds);
  return passed;
}

describe("createRateLimiter", () => {
  it("holds nothing back when off", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const limiter = createRateLimiter("off", clock);
    const call = () => limiter.acquire(operation("ListShards", perAccount), {});
    expect(await passedAfter(0, clock, 1000, call)).toBe(1000);
  });

  it("holds the model's rates: one second's worth at once, then evenly", async () => {
    for (const [milliseconds, passed] of [
      [0, 10],
      [99, 10],
      [100, 11],
      [1000, 20],
      [2000, 30],
    ] as const) {
      const clock = fakeClock({ autoAdvance: false });
      const limiter = createRateLimiter("model", clock);
      const call = () => limiter.acquire(operation("ListStreams", perAccount), {});
      expect(await passedAfter(milliseconds, clock, 100, call), `${milliseconds} ms`).toBe(passed);
    }
  });

  it("keeps a bucket for each stream and each operation", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const limiter = createRateLimiter("model", clock);
    const put = operation("PutRecord", perStream);
    const get = operation("GetRecords", perStream);
    expect(await passedAfter(0, clock, 9, () => limiter.acquire(put, { StreamName: "a" }))).toBe(5);
    expect(await passedAfter(0, clock, 9, () => limiter.acquire(put, { StreamName: "b" }))).toBe(5);
    expect(await passedAfter(0, clock, 9, () => limiter.acquire(get, { StreamName: "a" }))).toBe(5);
  });

  it("does not hold a limit whose scope the input does not tell", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const limiter = createRateLimiter("model", clock);
    expect(await passedAfter(0, clock, 50, () => limiter.acquire(operation("PutRecord", perStream), {}))).toBe(50);
  });

  it("holds every limit of an operation, those of a day excepted", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const limiter = createRateLimiter("model", clock);
    const three = operation("SplitShard", perAccount, { ...perAccount, requests: 7 }, perStream, perDay);
    expect(await passedAfter(0, clock, 9, () => limiter.acquire(three, { StreamName: "a" }))).toBe(5);
    const two = operation("MergeShards", perAccount, { ...perAccount, requests: 3 });
    expect(await passedAfter(0, clock, 9, () => limiter.acquire(two, {}))).toBe(3);
  });

  it("takes requests per second of the operations it is given", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const limiter = createRateLimiter({ PutRecord: 0.5 }, clock);
    const call = () => limiter.acquire(operation("PutRecord", perStream), { StreamName: "a" });
    expect(await passedAfter(1999, clock, 1, call)).toBe(1);
    expect(await passedAfter(0, clock, 1, call)).toBe(0);
    let third = false;
    call()?.then(() => {
      third = true;
    });
    await clock.advance(1999);
    expect(third).toBe(false);
    await clock.advance(2);
    expect(third).toBe(true);
    expect(await passedAfter(0, clock, 50, () => limiter.acquire(operation("GetRecords", perStream), {}))).toBe(50);
    expect(await passedAfter(0, clock, 50, () => limiter.acquire(operation("toString"), {}))).toBe(50);
  });

  it("ends a wait with the reason of the abort, and gives the place to the next", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const limiter = createRateLimiter({ PutRecord: 1 }, clock);
    const put = operation("PutRecord");
    await limiter.acquire(put, {});
    const abort = new AbortController();
    const crowd = Array.from({ length: 9 }, () => limiter.acquire(put, {}, abort.signal));
    const next = passedAfter(1000, clock, 1, () => limiter.acquire(put, {}));
    abort.abort("enough");
    for (const waiting of crowd) await expect(waiting).rejects.toBe("enough");
    expect(await next).toBe(1);
  });

  it("fills up again", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const limiter = createRateLimiter({ PutRecord: 4 }, clock);
    const call = () => limiter.acquire(operation("PutRecord"), {});
    await passedAfter(0, clock, 4, call);
    await clock.advance(500);
    expect(await passedAfter(0, clock, 9, call)).toBe(2);
    await clock.advance(3_600_000);
    expect(await passedAfter(0, clock, 9, call)).toBe(4);
  });

  it("forgets a bucket only when it is full again", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const limiter = createRateLimiter("model", clock);
    const slow = operation("CreateStream", { requests: 1, seconds: 1, scope: "stream", key: perStream.key as never });
    const call = (StreamName: string) => limiter.acquire(slow, { StreamName });
    await clock.advance(59_500);
    await call("a");
    await clock.advance(500);
    await call("sweep");
    expect(await passedAfter(499, clock, 1, () => call("a"))).toBe(0);
  });
});
