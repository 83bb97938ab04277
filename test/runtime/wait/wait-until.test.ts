import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import {
  ConfigError,
  ServiceError,
  TimeoutError,
  ValidationError,
  type Waiter,
  WaiterError,
  waitUntil,
} from "../../../runtime/for-generated.js";
import { fakeClock } from "../../support/fake-clock.js";
import { answer } from "../fake-transport.js";
import { rejection, sample } from "../sample-client.js";
import { type PutInput, type PutOutput, putOperation, ResourceNotFoundException } from "../sample-service.js";

const waiter: Waiter<PutInput, PutOutput> = {
  name: "ThingExists",
  operation: putOperation,
  minDelay: 2,
  maxDelay: 120,
  acceptors: [
    { state: "success", output: (output, input) => output.Id === input.Name },
    { state: "failure", output: (output) => output.Id === "broken" },
    { state: "retry", fault: "ResourceNotFoundException" },
  ],
};

const input = { Name: "ready" };
const status = (Id: string) => answer(200, { Id });
const missing = answer(400, { __type: "ResourceNotFoundException", message: "not yet" });

describe("waitUntil", () => {
  it("polls until the state is there and returns the output that shows it", async () => {
    const { client, clock } = sample([missing, status("creating"), status("ready")]);
    expect(await waitUntil(client, waiter, input, { maxWait: 60_000 })).toEqual({ Id: "ready" });
    expect(clock.sleeps).toEqual([2_000, 3_000]);
  });

  it("takes delays of the caller's own", async () => {
    const { client, clock } = sample([missing, missing, status("ready")], { random: () => 0.999 });
    await waitUntil(client, waiter, input, { maxWait: 60_000, minDelay: 10, maxDelay: 15 });
    expect(clock.sleeps).toEqual([10, 10 + 0.999 * 5]);
  });

  it("ends with a WaiterError in a state that leads nowhere, keeping the output", async () => {
    const { client } = sample([status("creating"), status("broken")]);
    const error = (await rejection(waitUntil(client, waiter, input, { maxWait: 60_000 }))) as WaiterError;
    expect(error).toBeInstanceOf(WaiterError);
    expect(error).toMatchObject({ waiter: "ThingExists", state: "failure", polls: 2 });
    expect(error.last).toEqual({ Id: "broken" });
    expect(Object.keys(error)).not.toContain("last");
    expect(error.message).toContain("ThingExists: a state was reached");
  });

  it("ends with a WaiterError when maxWait has passed, never later", async () => {
    const { client, clock } = sample([missing]);
    const start = clock.now();
    const error = (await rejection(waitUntil(client, waiter, input, { maxWait: 20_000 }))) as WaiterError;
    expect(error).toMatchObject({ state: "timeout", polls: clock.sleeps.length + 1 });
    expect(error.message).toBe(
      `ThingExists: the awaited state was not there within maxWait, 20000 ms, at poll ${error.polls}.`,
    );
    expect(error.cause).toBeInstanceOf(ResourceNotFoundException);
    expect(clock.now() - start).toBeLessThanOrEqual(20_000);
    expect(clock.now() - start).toBe(18_000);
  });

  it("resolves with nothing when an error shows the state", async () => {
    const gone: Waiter<PutInput, PutOutput> = {
      ...waiter,
      acceptors: [{ state: "success", fault: "ResourceNotFoundException" }],
    };
    const { client } = sample([status("ready"), missing]);
    expect(await waitUntil(client, gone, input, { maxWait: 60_000 })).toBeUndefined();
  });

  it("throws errors that no acceptor knows, at once", async () => {
    const { client, transport } = sample([answer(400, { __type: "AccessDeniedException", message: "no" })]);
    const error = await rejection(waitUntil(client, waiter, input, { maxWait: 60_000 }));
    expect(error).toBeInstanceOf(ServiceError);
    expect((error as ServiceError).name).toBe("AccessDeniedException");
    expect(transport.requests).toHaveLength(1);
  });

  it("matches any output or any error of the service by success", async () => {
    const bySuccess = (success: boolean, state: "success" | "failure"): Waiter<PutInput, PutOutput> => ({
      ...waiter,
      acceptors: [{ state, success }],
    });
    const { client } = sample([status("x"), missing, missing]);
    expect(await waitUntil(client, bySuccess(true, "success"), input, { maxWait: 60_000 })).toEqual({ Id: "x" });
    expect(await waitUntil(client, bySuccess(false, "success"), input, { maxWait: 60_000 })).toBeUndefined();
    const error = await rejection(waitUntil(client, bySuccess(false, "failure"), input, { maxWait: 60_000 }));
    expect((error as WaiterError).cause).toBeInstanceOf(ResourceNotFoundException);
  });

  it("does not take an invalid input for a state", async () => {
    const any: Waiter<PutInput, PutOutput> = { ...waiter, acceptors: [{ state: "retry", success: false }] };
    const { client } = sample([status("ready")]);
    const error = await rejection(waitUntil(client, any, { Name: "n".repeat(11) }, { maxWait: 60_000 }));
    expect(error).toBeInstanceOf(ValidationError);
  });

  it("is ended by its signal at once, in the middle of a wait", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const { client } = sample([missing], { clock });
    const controller = new AbortController();
    const wait = rejection(waitUntil(client, waiter, input, { maxWait: 60_000, signal: controller.signal }));
    await expect.poll(() => clock.pending).toBe(1);
    controller.abort("enough");
    expect(await wait).toBe("enough");
    expect(clock.pending).toBe(0);
  });

  it("does not let a poll that hangs outlast maxWait", async () => {
    const { client } = sample([() => new Promise(() => {})]);
    const error = (await rejection(waitUntil(client, waiter, input, { maxWait: 5 }))) as WaiterError;
    expect(error).toBeInstanceOf(WaiterError);
    expect(error).toMatchObject({ state: "timeout", polls: 1 });
    expect(error.cause).toBeInstanceOf(TimeoutError);
  });

  it("does not let the retries of a poll outlast maxWait", async () => {
    const { client, clock } = sample([answer(500, {}, { "retry-after": "30" })]);
    const start = clock.now();
    const error = (await rejection(waitUntil(client, waiter, input, { maxWait: 20_000 }))) as WaiterError;
    expect(error).toMatchObject({ name: "WaiterError", state: "timeout", polls: 1 });
    expect(error.cause).toBeInstanceOf(ServiceError);
    expect(clock.now() - start).toBeLessThan(20_000);
  });

  it("leaves a shorter timeout of the caller's what it is", async () => {
    const { client } = sample([() => new Promise(() => {})]);
    const error = await rejection(waitUntil(client, waiter, input, { maxWait: 60_000, timeout: 5 }));
    expect(error).toBeInstanceOf(TimeoutError);
  });

  it("holds one listener of a signal that many waiters share, and none afterwards", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const { client } = sample([missing], { clock });
    const controller = new AbortController();
    const { signal } = controller;
    const waits = Array.from({ length: 30 }, () =>
      rejection(waitUntil(client, waiter, input, { maxWait: 60_000, signal })),
    );
    await expect.poll(() => clock.pending).toBe(30);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    controller.abort("enough");
    expect(new Set(await Promise.all(waits))).toEqual(new Set(["enough"]));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it.each([
    [undefined, "maxWait", "A waiter needs the option maxWait"],
    [null, "maxWait", "A waiter needs the option maxWait"],
    [{ maxWait: 1, maxWaitTime: 5 }, "maxWaitTime", "Did you mean maxWait (in milliseconds)?"],
    [{ maxWait: 1, other: 5 }, "other", "Its options are maxWait, minDelay, maxDelay, signal, timeout,"],
  ])("refuses the options %j with the option's name and advice", async (options, option, text) => {
    const { client, transport } = sample([missing]);
    const error = (await rejection(waitUntil(client, waiter, input, options as never))) as ConfigError;
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.option).toBe(option);
    expect(error.message).toContain(text);
    expect(transport.requests).toEqual([]);
  });

  it.each([[{}], [{ maxWait: -1 }], [{ maxWait: "60" }], [{ maxWait: 1, minDelay: Number.NaN }]])(
    "refuses %j",
    async (options) => {
      const { client, transport } = sample([missing]);
      const error = await rejection(waitUntil(client, waiter, input, options as never));
      expect(error).toBeInstanceOf(ConfigError);
      expect(transport.requests).toEqual([]);
    },
  );
});
