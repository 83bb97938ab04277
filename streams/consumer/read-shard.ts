import type { KinesisClient } from "../../generated/kinesis/client.js";
import { subscribeToShard } from "../../generated/kinesis/operations/subscribe-to-shard.js";
import type { SubscribeToShardEvent, SubscribeToShardOutput } from "../../generated/kinesis/types.js";
import { contextOf } from "../../runtime/client-context.js";
import { ServiceError } from "../../runtime/errors/service-error.js";
import { betweenSubscriptions, type Renewal, type RenewalReason, renewalAfter } from "./renewal.js";
import type { ShardBatch } from "./shard-batch.js";
import type { ShardPosition } from "./shard-position.js";
import type { SubscriptionEnd } from "./shard-subscription.js";
import type { SubscribeOptions } from "./subscribe-options.js";
import { SubscriptionPace } from "./subscription-pace.js";

/** What is read, and what ends it. */
export interface ShardReading {
  readonly client: KinesisClient;
  readonly options: SubscribeOptions;
  readonly position: ShardPosition;
  readonly signal: AbortSignal;
}

/** A subscription ended, and another one may go on where it left off. */
interface Interruption extends Renewal {
  readonly error: unknown;
}

/** How many answers in a row may be no event stream until that counts as more than an accident. */
const mostCorruptions = 3;

/**
 * Reads a shard by one subscription after the other. Returns how the shard ended, or why another subscription would not
 * help; throws `signal.reason`.
 */
export async function* readShard(reading: ShardReading): AsyncGenerator<ShardBatch, SubscriptionEnd, undefined> {
  const { client, options, signal } = reading;
  const pace = new SubscriptionPace(client, options.consumerARN, options.shardId);
  let corruptions = 0;
  let mend = false;
  for (;;) {
    await pace.wait(signal);
    const outcome: SubscriptionEnd | Interruption = yield* readOnce(reading, pace, mend);
    if (isEnd(outcome)) return outcome;
    if (pace.failures === 0) corruptions = 0;
    if (outcome.reason === "corrupted" && ++corruptions === mostCorruptions) {
      return { reason: "failed", error: outcome.error };
    }
    mend = outcome.mend ?? false;
    announce(reading, outcome, pace.plan(outcome.spacing), pace.failures);
  }
}

/** One subscription: hands out what it brings, and tells how it ended. */
async function* readOnce(
  reading: ShardReading,
  pace: SubscriptionPace,
  mend: boolean,
): AsyncGenerator<ShardBatch, SubscriptionEnd | Interruption, undefined> {
  const { options, position, signal } = reading;
  const { retryPolicy } = contextOf(reading.client);
  const clockOffset = retryPolicy.clockOffset();
  let stream: SubscribeToShardOutput["EventStream"] | undefined;
  try {
    stream = await begin(reading, pace, mend ? 2 : 1);
    for await (const { SubscribeToShardEvent: event } of stream) {
      if (event === undefined) continue;
      pace.progressed();
      yield batchOf(event, position);
      if (isLast(event)) return { reason: "shardEnd", childShards: event.ChildShards ?? [] };
    }
    signal.throwIfAborted();
    const expired = (await stream.ended).reason === "expired";
    return interruption({ reason: expired ? "expired" : "ended", spacing: betweenSubscriptions }, undefined);
  } catch (error) {
    signal.throwIfAborted();
    if (stream === undefined) {
      const renewal = renewalAfter(error, retryPolicy.clockOffset() !== clockOffset);
      return renewal === undefined ? { reason: "failed", error } : interruption(renewal, error);
    }
    const hadEvents = pace.failures === 0;
    if (hadEvents && options.onTakeover !== "reclaim" && (await stream.ended).reason === "takenOver") {
      return { reason: "takenOver", error };
    }
    // An error that the model does not know: what could not be helped would have come before the stream.
    const unknown = isUnmodelled(error) ? ({ reason: "refused" } as const) : undefined;
    const renewal = renewalAfter(error, false) ?? unknown;
    return renewal === undefined
      ? { reason: "failed", error }
      : interruption({ ...renewal, spacing: betweenSubscriptions }, error);
  }
}

/** Subscribes, from where the shard was read to. */
async function begin(
  { client, options, position, signal }: ShardReading,
  pace: SubscriptionPace,
  maxAttempts: number,
): Promise<SubscribeToShardOutput["EventStream"]> {
  const { consumerARN: ConsumerARN, shardId: ShardId, inactivityTimeout } = options;
  const { settings, retryPolicy } = contextOf(client);
  const asked = settings.clock.now() + retryPolicy.clockOffset();
  try {
    const { EventStream } = await subscribeToShard(
      client,
      { ConsumerARN, ShardId, StartingPosition: position.start },
      // Attempts are ours to pace: one that comes within seconds of another would be refused.
      { signal, maxAttempts, inactivityTimeout },
    );
    position.begun(asked);
    return EventStream;
  } finally {
    pace.called();
  }
}

function interruption(renewal: Renewal, error: unknown): Interruption {
  return { ...renewal, error };
}

function isUnmodelled(error: unknown): boolean {
  return error instanceof ServiceError && error.constructor === ServiceError;
}

function isEnd(outcome: SubscriptionEnd | Interruption): outcome is SubscriptionEnd {
  return !("spacing" in outcome);
}

function batchOf(event: SubscribeToShardEvent, position: ShardPosition): ShardBatch {
  return {
    records: position.advance(event),
    millisBehindLatest: event.MillisBehindLatest,
    continuationSequenceNumber: event.ContinuationSequenceNumber,
    childShards: isLast(event) ? event.ChildShards : undefined,
  };
}

/** A shard ends with the event that tells its children. */
function isLast({ ChildShards }: SubscribeToShardEvent): boolean {
  return ChildShards !== undefined && ChildShards.length > 0;
}

function announce(
  { options, position }: ShardReading,
  { reason, error }: { readonly reason: RenewalReason; readonly error: unknown },
  delay: number,
  failures: number,
): void {
  const { consumerARN, shardId, onRenewal } = options;
  try {
    onRenewal?.({ consumerARN, shardId, reason, error, delay, startingPosition: position.start, failures });
  } catch {
    // A hook's failure is not the reader's, as with the client's own hooks.
  }
}
