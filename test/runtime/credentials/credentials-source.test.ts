import { describe, expect, it } from "vitest";
import type { Credentials } from "../../../runtime/credentials/credentials.js";
import { credentialsSource } from "../../../runtime/credentials/credentials-source.js";
import { ConfigError } from "../../../runtime/errors/config-error.js";
import { CredentialsError } from "../../../runtime/errors/credentials-error.js";
import { type FakeClock, fakeClock } from "../../support/fake-clock.js";

const minute = 60_000;

/** A provider of credentials that live so long, in minutes; fails while `failure` is set. */
function provider(clock: FakeClock, lifetime?: number) {
  const state = { calls: 0, failure: undefined as unknown };
  const provide = async (): Promise<Credentials> => {
    state.calls++;
    const accessKeyId = `AKID${state.calls}`;
    await Promise.resolve();
    if (state.failure !== undefined) throw state.failure;
    const expiration = lifetime === undefined ? undefined : new Date(clock.now() + lifetime * minute);
    return { accessKeyId, secretAccessKey: "s", expiration };
  };
  return { provide, state };
}

describe("credentialsSource of an object", () => {
  it("returns it always", async () => {
    const credentials = { accessKeyId: "a", secretAccessKey: "s", expiration: new Date(0) };
    const source = credentialsSource(credentials, fakeClock());
    const copy = { ...credentials };
    expect(source.refreshable).toBe(false);
    expect(await source.get()).toEqual(copy);
    credentials.accessKeyId = "changed";
    credentials.secretAccessKey = "";
    expect(await source.get({ forceRefresh: true })).toEqual(copy);
  });

  it("refuses one that is incomplete", () => {
    const source = credentialsSource({ accessKeyId: "a" } as Credentials, fakeClock());
    expect(() => source.get()).toThrow("The option credentials gave unusable credentials: secretAccessKey is missing");
  });
});

describe("credentialsSource of a provider", () => {
  it("calls it when first needed, once, for any number of callers", async () => {
    const clock = fakeClock();
    const { provide, state } = provider(clock);
    const source = credentialsSource(provide, clock);
    expect(state.calls).toBe(0);
    const all = await Promise.all([source.get(), source.get(), source.get()]);
    expect(all.map(({ accessKeyId }) => accessKeyId)).toEqual(["AKID1", "AKID1", "AKID1"]);
    clock.set(clock.now() + 365 * 24 * 60 * minute);
    await source.get();
    expect(state.calls).toBe(1);
  });

  it("refreshes five minutes before they expire, once for all callers", async () => {
    const clock = fakeClock();
    const { provide, state } = provider(clock, 60);
    const source = credentialsSource(provide, clock);
    await source.get();
    clock.set(clock.now() + 55 * minute - 1);
    expect((await source.get()).accessKeyId).toBe("AKID1");
    clock.set(clock.now() + 1);
    const both = await Promise.all([source.get(), source.get()]);
    expect(both.map(({ accessKeyId }) => accessKeyId)).toEqual(["AKID2", "AKID2"]);
    await source.get();
    expect(state.calls).toBe(2);
  });

  it("keeps using what still works when a refresh fails, and tries again a little later", async () => {
    const clock = fakeClock();
    const { provide, state } = provider(clock, 60);
    const source = credentialsSource(provide, clock);
    await source.get();
    clock.set(clock.now() + 56 * minute);
    state.failure = new Error("metadata service is down");
    expect((await source.get()).accessKeyId).toBe("AKID1");
    expect((await source.get()).accessKeyId).toBe("AKID1");
    expect(state.calls).toBe(2);
    clock.set(clock.now() + 30_000);
    expect((await source.get()).accessKeyId).toBe("AKID1");
    expect(state.calls).toBe(3);
    state.failure = undefined;
    clock.set(clock.now() + 30_000);
    expect((await source.get()).accessKeyId).toBe("AKID4");
  });

  it("fails when the refresh fails and they have expired", async () => {
    const clock = fakeClock();
    const { provide, state } = provider(clock, 60);
    const source = credentialsSource(provide, clock);
    await source.get();
    clock.set(clock.now() + 60 * minute);
    state.failure = new Error("down");
    await expect(source.get()).rejects.toBeInstanceOf(CredentialsError);
  });

  it("refreshes on demand, and then does not hide a failure", async () => {
    const clock = fakeClock();
    const { provide, state } = provider(clock, 60);
    const source = credentialsSource(provide, clock);
    await source.get();
    expect((await source.get({ forceRefresh: true })).accessKeyId).toBe("AKID2");
    state.failure = new Error("down");
    await expect(source.get({ forceRefresh: true })).rejects.toBeInstanceOf(CredentialsError);
    expect((await source.get()).accessKeyId).toBe("AKID2");
  });

  it("does not fetch at each call what lives shorter than the margin", async () => {
    const clock = fakeClock();
    const { provide, state } = provider(clock, 2);
    const source = credentialsSource(provide, clock);
    await source.get();
    clock.set(clock.now() + minute - 1);
    await source.get();
    expect(state.calls).toBe(1);
    clock.set(clock.now() + 1);
    await source.get();
    expect(state.calls).toBe(2);
  });

  it("keeps the cause of a failure, and asks again at the next call", async () => {
    const clock = fakeClock();
    const { provide, state } = provider(clock);
    state.failure = new Error("no network");
    const source = credentialsSource(provide, clock);
    const error = await Promise.resolve(source.get()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CredentialsError);
    expect((error as Error).cause).toBe(state.failure);
    state.failure = undefined;
    expect((await source.get()).accessKeyId).toBe("AKID2");
  });

  it("passes on an error of our own as it is", async () => {
    const own = new ConfigError("say more");
    const source = credentialsSource(() => Promise.reject(own), fakeClock());
    await expect(source.get()).rejects.toBe(own);
  });

  it("takes a provider that throws before it returns a promise", async () => {
    const source = credentialsSource(() => {
      throw new Error("at once");
    }, fakeClock());
    await expect(source.get()).rejects.toBeInstanceOf(CredentialsError);
  });

  it("refuses what is no set of credentials", async () => {
    const source = credentialsSource(async () => ({ accessKeyId: "a" }) as Credentials, fakeClock());
    await expect(source.get()).rejects.toThrow("The credentials provider gave unusable credentials: secretAccessKey");
  });
});
