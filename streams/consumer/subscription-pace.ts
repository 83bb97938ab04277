import type { KinesisClient } from "../../generated/kinesis/client.js";
import { contextOf } from "../../runtime/client-context.js";
import { betweenSubscriptions } from "./renewal.js";

/** Backoff after failures in a row, in milliseconds: at most this, doubled each time up to the longest; full jitter. */
const firstBackoff = 1_000;
const longestBackoff = 30_000;

/** When each consumer of a client last asked for each shard, by the client's clock. */
const lastCalls: WeakMap<object, Map<string, number>> = /* @__PURE__ */ new WeakMap();

/**
 * Decides when a consumer may ask for a shard again. All subscriptions of a client share what is known of earlier ones,
 * so that one which is closed and opened anew keeps the service's rule too.
 */
export class SubscriptionPace {
  readonly #client: KinesisClient;
  readonly #key: string;
  readonly #calls: Map<string, number>;
  #failures = 0;
  #notBefore: number;

  constructor(client: KinesisClient, consumerARN: string, shardId: string) {
    this.#client = client;
    this.#key = `${consumerARN} ${shardId}`;
    this.#calls = lastCalls.get(client) ?? new Map();
    lastCalls.set(client, this.#calls);
    this.#notBefore = this.#afterLastCall(betweenSubscriptions);
  }

  /** How many subscriptions in a row ended before they brought an event. */
  get failures(): number {
    return this.#failures;
  }

  /** Waits for the time of the next call. Rejects with `signal.reason`. */
  async wait(signal: AbortSignal): Promise<void> {
    const { clock } = contextOf(this.#client).settings;
    const delay = this.#notBefore - clock.now();
    signal.throwIfAborted();
    if (delay > 0) await clock.sleep(delay, signal);
  }

  /** A call was made. Until there is an event, it counts as a failure. */
  called(): void {
    const { clock } = contextOf(this.#client).settings;
    const now = clock.now();
    // What is older holds nobody back: the map stays as small as what is being read.
    for (const [key, time] of this.#calls) if (Math.abs(now - time) > betweenSubscriptions) this.#calls.delete(key);
    this.#calls.set(this.#key, now);
    this.#failures++;
  }

  /** An event came: the subscription was good. */
  progressed(): void {
    this.#failures = 0;
  }

  /** Plans the next call, so many milliseconds after the last at the earliest. Returns the wait in milliseconds. */
  plan(spacing: number): number {
    const { clock, random } = contextOf(this.#client).settings;
    const now = clock.now();
    const most = this.#failures === 0 ? 0 : Math.min(longestBackoff, firstBackoff * 2 ** (this.#failures - 1));
    this.#notBefore = Math.max(this.#afterLastCall(spacing), now) + Math.round(random() * most);
    return this.#notBefore - now;
  }

  /** A clock that was set back must not hold anybody up for longer than the rule does. */
  #afterLastCall(spacing: number): number {
    const { clock } = contextOf(this.#client).settings;
    const now = clock.now();
    const last = this.#calls.get(this.#key);
    return last === undefined ? now : Math.min(last, now) + spacing;
  }
}
