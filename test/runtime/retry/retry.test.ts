import { describe, expect, it } from "vitest";
import { TimeoutError } from "../../../runtime/errors/timeout-error.js";
import { createRetryPolicy, type RetryPolicySettings } from "../../../runtime/retry/retry.js";
import type {
  AttemptContext,
  RetryEvent,
  RetryOptions,
  RetryOutcome,
  RetryPolicy,
} from "../../../runtime/retry/retry-policy.js";
import { type FakeClock, fakeClock } from "../../support/fake-clock.js";
import { serviceError } from "./service-errors.js";

const call: RetryOptions = { operation: "PutRecord", repeat: "mayDuplicate" };
const busy = serviceError("InternalFailure", { status: 500 });
const throttled = serviceError("ThrottlingException");

function policyWith(settings: Partial<RetryPolicySettings> & { clock: FakeClock }): RetryPolicy {
  return createRetryPolicy({ maxAttempts: 3, mode: "standard", random: () => 0.5, ...settings });
}

/** An attempt that fails with each of the errors in turn, then succeeds; notes what it was told. */
function failing(...errors: readonly unknown[]) {
  const contexts: AttemptContext[] = [];
  const attempt = async (context: AttemptContext): Promise<string> => {
    const error = errors[contexts.length];
    contexts.push(context);
    if (error !== undefined) throw error;
    return "done";
  };
  return { attempt, contexts };
}

function annotations() {
  const outcomes: RetryOutcome[] = [];
  const errors: unknown[] = [];
  const annotate = (error: unknown, outcome: RetryOutcome): void => {
    errors.push(error);
    outcomes.push(outcome);
  };
  return { annotate, outcomes, errors };
}

describe("createRetryPolicy", () => {
  it("returns the first attempt's value without a wait", async () => {
    const clock = fakeClock();
    const { attempt, contexts } = failing();
    expect(await policyWith({ clock }).run(attempt, call)).toEqual({ value: "done", attempts: 1, totalRetryDelay: 0 });
    expect(contexts).toEqual([{ attempt: 1, maxAttempts: 3, refreshCredentials: false }]);
    expect(clock.sleeps).toEqual([]);
  });

  it("waits with backoff and tells of it", async () => {
    const clock = fakeClock();
    const events: RetryEvent[] = [];
    const result = await policyWith({ clock }).run(failing(busy, throttled).attempt, {
      ...call,
      onRetry: (event) => events.push(event),
    });
    expect(clock.sleeps).toEqual([50, 500]);
    expect(result).toEqual({ value: "done", attempts: 3, totalRetryDelay: 550 });
    expect(events).toEqual([
      { attempt: 1, maxAttempts: 3, delay: 50, error: busy, reason: "transient", repeat: "mayDuplicate" },
      { attempt: 2, maxAttempts: 3, delay: 500, error: throttled, reason: "throttling", repeat: "mayDuplicate" },
    ]);
  });

  it("gives up with the last error after so many attempts", async () => {
    const clock = fakeClock();
    const last = serviceError("ServiceUnavailable", { status: 503 });
    const { attempt, contexts } = failing(busy, busy, last);
    const { annotate, outcomes, errors } = annotations();
    await expect(policyWith({ clock }).run(attempt, { ...call, annotate })).rejects.toBe(last);
    expect(contexts).toHaveLength(3);
    expect(errors).toEqual([last]);
    expect(outcomes).toEqual([{ attempts: 3, totalRetryDelay: 150, stop: "attemptsUsedUp", explanation: "" }]);
  });

  it("makes the ancestor's ten retries with eleven attempts, by call or by client", async () => {
    for (const byCall of [true, false]) {
      const clock = fakeClock();
      const { attempt, contexts } = failing(...Array(20).fill(busy));
      const policy = policyWith({ clock, maxAttempts: byCall ? 3 : 11 });
      await expect(policy.run(attempt, { ...call, ...(byCall ? { maxAttempts: 11 } : {}) })).rejects.toBe(busy);
      expect(contexts).toHaveLength(11);
      expect(clock.sleeps).toEqual([50, 100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
    }
  });

  it("does not retry what is not worth it", async () => {
    const clock = fakeClock();
    const refused = serviceError("ValidationException");
    const { attempt, contexts } = failing(refused);
    const { annotate, outcomes } = annotations();
    await expect(policyWith({ clock }).run(attempt, { ...call, annotate })).rejects.toBe(refused);
    expect(contexts).toHaveLength(1);
    expect(outcomes).toEqual([{ attempts: 1, totalRetryDelay: 0, stop: "notRetryable", explanation: "" }]);
  });

  it("makes one attempt when told so", async () => {
    const { attempt, contexts } = failing(busy);
    const { annotate, outcomes } = annotations();
    const policy = policyWith({ clock: fakeClock(), maxAttempts: 1 });
    await expect(policy.run(attempt, { ...call, annotate })).rejects.toBe(busy);
    expect(contexts).toHaveLength(1);
    expect(outcomes[0]).toMatchObject({ stop: "attemptsUsedUp", explanation: "" });
  });

  it("waits at least as long as the service asks", async () => {
    const clock = fakeClock();
    const asking = serviceError("Busy", { status: 503, headers: { "retry-after": "2" } });
    const hardly = serviceError("Busy", { status: 503, headers: { "x-amz-retry-after": "1" } });
    await policyWith({ clock }).run(failing(asking, hardly).attempt, call);
    expect(clock.sleeps).toEqual([2000, 100]);
  });

  it("reads a date to retry after by the server's clock", async () => {
    const clock = fakeClock({ now: 0 });
    const policy = policyWith({ clock });
    const date = new Date(3_600_000).toUTCString();
    const later = new Date(3_603_000).toUTCString();
    const asking = serviceError("Busy", { status: 503, headers: { date, "retry-after": later } });
    await policy.run(failing(asking).attempt, call);
    expect(clock.sleeps).toEqual([3000]);
  });

  it("never sleeps past the deadline, and says so", async () => {
    const clock = fakeClock();
    const { attempt, contexts } = failing(busy, busy);
    const { annotate, outcomes } = annotations();
    const deadline = clock.now() + 150;
    await expect(policyWith({ clock }).run(attempt, { ...call, deadline, annotate })).rejects.toBe(busy);
    expect(contexts).toHaveLength(2);
    expect(clock.sleeps).toEqual([50]);
    expect(outcomes[0]).toMatchObject({ attempts: 2, totalRetryDelay: 50, stop: "deadline" });
    expect(outcomes[0]?.explanation).toContain("100 ms");
  });

  it("ends a backoff at once with the reason of the abort, and leaves that reason alone", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const abort = new AbortController();
    const reason = new Error("changed my mind");
    const { annotate, errors } = annotations();
    const { attempt, contexts } = failing(busy);
    const running = policyWith({ clock }).run(attempt, { ...call, signal: abort.signal, annotate });
    await clock.advance(10);
    expect(clock.pending).toBe(1);
    abort.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(contexts).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it("tells a time limit that ended a backoff how many attempts there were", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const abort = new AbortController();
    const limit = new TimeoutError("too long", { kind: "call", milliseconds: 30 });
    const { annotate, errors, outcomes } = annotations();
    const running = policyWith({ clock }).run(failing(busy).attempt, { ...call, signal: abort.signal, annotate });
    await clock.advance(30);
    abort.abort(limit);
    await expect(running).rejects.toBe(limit);
    expect(errors).toEqual([limit]);
    expect(outcomes[0]).toMatchObject({ attempts: 1, totalRetryDelay: 30, stop: "deadline" });
  });

  it("rejects with the reason when the attempt fails for the abort", async () => {
    const abort = new AbortController();
    const attempt = async () => {
      abort.abort("stop");
      throw busy;
    };
    await expect(policyWith({ clock: fakeClock() }).run(attempt, { ...call, signal: abort.signal })).rejects.toBe(
      "stop",
    );
  });

  it("attempts nothing for a signal that is aborted already", async () => {
    const { attempt, contexts } = failing();
    const signal = AbortSignal.abort("never");
    await expect(policyWith({ clock: fakeClock() }).run(attempt, { ...call, signal })).rejects.toBe("never");
    expect(contexts).toEqual([]);
  });

  it("shares a quota between the calls of a client", async () => {
    const policy = policyWith({ clock: fakeClock(), maxAttempts: 101 });
    const { annotate, outcomes } = annotations();
    await expect(policy.run(failing(...Array(200).fill(busy)).attempt, call)).rejects.toBe(busy);
    const { attempt, contexts } = failing(busy);
    await expect(policy.run(attempt, { ...call, annotate })).rejects.toBe(busy);
    expect(contexts).toHaveLength(1);
    expect(outcomes[0]).toMatchObject({ attempts: 1, stop: "quotaUsedUp" });
    expect(outcomes[0]?.explanation).toContain("quota");

    for (let success = 0; success < 5; success++) await policy.run(failing().attempt, call);
    expect((await policy.run(failing(busy).attempt, call)).attempts).toBe(2);
    expect((await policy.run(failing(busy).attempt, call)).attempts).toBe(2);
  });

  it("asks for fresh credentials once, and only for the attempt that follows", async () => {
    const expired = serviceError("ExpiredTokenException");
    const first = failing(expired, busy);
    expect((await policyWith({ clock: fakeClock() }).run(first.attempt, call)).attempts).toBe(3);
    expect(first.contexts.map(({ refreshCredentials }) => refreshCredentials)).toEqual([false, true, false]);

    const again = failing(expired, expired);
    await expect(policyWith({ clock: fakeClock() }).run(again.attempt, call)).rejects.toBe(expired);
    expect(again.contexts).toHaveLength(2);
  });

  it("corrects the clock by the answer, retries, and remembers", async () => {
    const clock = fakeClock({ now: 1_000_000 });
    const policy = policyWith({ clock });
    const date = new Date(1_000_000 + 600_000).toUTCString();
    const skewed = serviceError("InvalidSignatureException", { headers: { date } });
    const result = await policy.run(failing(skewed).attempt, call);
    expect(result.attempts).toBe(2);
    expect(policy.clockOffset()).toBe(600_000);

    const { attempt, contexts } = failing(skewed);
    await expect(policy.run(attempt, call)).rejects.toBe(skewed);
    expect(contexts).toHaveLength(1);
    expect(policy.clockOffset()).toBe(600_000);
  });

  it("retries every call that was signed before the correction", async () => {
    const clock = fakeClock({ now: 1_000_000, autoAdvance: false });
    const policy = policyWith({ clock });
    const date = new Date(1_000_000 + 600_000).toUTCString();
    const skewed = () => serviceError("InvalidSignatureException", { headers: { date } });
    const running = Promise.all([1, 2, 3].map(() => policy.run(failing(skewed()).attempt, call)));
    await clock.advance(100);
    expect((await running).map(({ attempts }) => attempts)).toEqual([2, 2, 2]);
  });
});

describe("createRetryPolicy in adaptive mode", () => {
  it("slows down after throttles, and counts that wait as retry delay", async () => {
    const clock = fakeClock({ now: 0 });
    const policy = policyWith({ clock, mode: "adaptive" });
    const result = await policy.run(failing(throttled).attempt, call);
    // Half a request a second is the least rate, and the bucket starts empty: 250 ms of backoff, the rest for a token.
    expect(result).toEqual({ value: "done", attempts: 2, totalRetryDelay: 2000 });
    await policy.run(failing().attempt, call);
    // Two requests in two seconds, smoothed by 0.8 and doubled: 1.6 a second.
    expect(clock.now()).toBe(2000 + 1000 / 1.6);
  });

  it("is not in standard mode", async () => {
    const clock = fakeClock({ now: 0 });
    const policy = policyWith({ clock });
    await policy.run(failing(throttled).attempt, call);
    await policy.run(failing().attempt, call);
    expect(clock.sleeps).toEqual([250]);
  });

  it("refuses what it would send after the deadline: with the last error, or as a timeout before the first", async () => {
    const clock = fakeClock({ now: 0 });
    const policy = policyWith({ clock, mode: "adaptive" });
    const { annotate, outcomes } = annotations();
    const running = policy.run(failing(throttled).attempt, { ...call, deadline: 1000, annotate });
    await expect(running).rejects.toBe(throttled);
    expect(outcomes[0]).toMatchObject({ attempts: 1, totalRetryDelay: 250, stop: "deadline" });

    const { attempt, contexts } = failing();
    const never = policy.run(attempt, { ...call, deadline: clock.now() + 100 });
    await expect(never).rejects.toMatchObject({ name: "TimeoutError", kind: "call", milliseconds: 100 });
    await expect(never).rejects.toThrow(/^PutRecord was not sent/);
    expect(contexts).toEqual([]);
  });
});
