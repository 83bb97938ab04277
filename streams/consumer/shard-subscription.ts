/// <reference lib="esnext.disposable" preserve="true" />
import type { KinesisClient } from "../../generated/kinesis/client.js";
import type { ChildShard, KinesisRecord, StartingPosition } from "../../generated/kinesis/types.js";
import { followSignal } from "../../runtime/signal/follow-signal.js";
import { readShard } from "./read-shard.js";
import type { ShardBatch } from "./shard-batch.js";
import { ShardPosition } from "./shard-position.js";
import type { SubscribeOptions } from "./subscribe-options.js";

/**
 * How reading a shard ended.
 *
 * - `shardEnd`: everything was read; `childShards` go on from here.
 * - `closed`: the reader left the loop, or closed the subscription.
 * - `aborted`: the signal was aborted; `error` is its reason.
 * - `takenOver`: another program subscribed with the same consumer to the same shard; `error` is what the service said.
 * - `failed`: another try would not have helped; `error` tells why.
 *
 * Where there is an `error`, the loop that read the shard threw it.
 */
export type SubscriptionEnd =
  | { readonly reason: "shardEnd"; readonly childShards: readonly ChildShard[] }
  | { readonly reason: "closed" }
  | { readonly reason: "aborted"; readonly error: unknown }
  | { readonly reason: "takenOver"; readonly error: unknown }
  | { readonly reason: "failed"; readonly error: unknown };

/** A shard that is being read, by one loop. Leaving the loop early closes it, and so does {@link ShardSubscription.close}. */
export interface ShardSubscription extends AsyncIterable<ShardBatch, undefined> {
  /** How it ended, once it has. Never rejects. */
  readonly ended: Promise<SubscriptionEnd>;
  /** How far the last batch was behind the tip of the shard, in milliseconds; undefined before the first. */
  readonly millisBehindLatest: number | undefined;
  /** Where it goes on after the last batch that was handed out. */
  readonly position: StartingPosition;
  [Symbol.asyncIterator](): AsyncIterator<ShardBatch, undefined>;
  /** The records of all batches, one after the other, in place of the batches. */
  records(): AsyncIterable<KinesisRecord, undefined>;
  /** Ends it at once; a loop that reads it is done. May be repeated. */
  close(): void;
  /** {@link ShardSubscription.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** A subscription that is made anew as often as it takes. Nothing is sent before it is read. */
export class RenewedSubscription implements ShardSubscription {
  readonly ended: Promise<SubscriptionEnd>;
  #release: () => void = () => {};
  readonly #position: ShardPosition;
  readonly #batches: AsyncGenerator<ShardBatch, SubscriptionEnd, undefined>;
  /** Ends whatever is under way: a call, a stream, a wait. */
  readonly #ending: AbortController = new AbortController();
  #settle: (end: SubscriptionEnd) => void = () => {};
  #over = false;
  #millisBehindLatest: number | undefined;

  constructor(client: KinesisClient, options: SubscribeOptions) {
    const { signal, startingPosition } = options;
    this.#position = new ShardPosition(
      typeof startingPosition === "string" ? { Type: startingPosition } : startingPosition,
    );
    this.#batches = readShard({ client, options, position: this.#position, signal: this.#ending.signal });
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const onAbort = (): void => this.#finish({ reason: "aborted", error: signal?.reason });
    if (signal !== undefined) this.#release = followSignal(signal, onAbort);
  }

  get millisBehindLatest(): number | undefined {
    return this.#millisBehindLatest;
  }

  get position(): StartingPosition {
    return this.#position.start;
  }

  [Symbol.asyncIterator](): AsyncIterator<ShardBatch, undefined> {
    return { next: () => this.#next(), return: () => this.#leave() };
  }

  records(): AsyncIterable<KinesisRecord, undefined> {
    return eachRecord(this);
  }

  close(): void {
    this.#finish({ reason: "closed" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#leave();
  }

  async #next(): Promise<IteratorResult<ShardBatch, undefined>> {
    try {
      const { done, value } = await this.#batches.next();
      if (done !== true) {
        this.#millisBehindLatest = value.millisBehindLatest;
        return { done: false, value };
      }
      if (value !== undefined) this.#finish(value);
      // The generator is done but once with an end to tell; whoever reads on gets nothing.
      if (value !== undefined && "error" in value) throw value.error;
    } catch (error) {
      if (await this.#closed(error)) return { done: true, value: undefined };
      throw error;
    }
    return { done: true, value: undefined };
  }

  /** Whether an error is but the sign that the subscription was closed. Any other error is its end. */
  async #closed(error: unknown): Promise<boolean> {
    this.#finish({ reason: "failed", error });
    return (await this.ended).reason === "closed";
  }

  /** Closes, and waits until what was under way has let go. */
  async #leave(): Promise<IteratorReturnResult<undefined>> {
    this.close();
    await this.#batches.return({ reason: "closed" });
    return { done: true, value: undefined };
  }

  /** The first end counts. */
  #finish(end: SubscriptionEnd): void {
    if (this.#over) return;
    this.#over = true;
    this.#release();
    this.#settle(end);
    this.#ending.abort("error" in end ? end.error : undefined);
  }
}

async function* eachRecord(batches: AsyncIterable<ShardBatch, undefined>): AsyncGenerator<KinesisRecord, undefined> {
  for await (const { records } of batches) yield* records;
  return undefined;
}
