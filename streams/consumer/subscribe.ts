import type { KinesisClient } from "../../generated/kinesis/client.js";
import { RenewedSubscription, type ShardSubscription } from "./shard-subscription.js";
import { checkSubscribeOptions, type SubscribeOptions } from "./subscribe-options.js";

/**
 * Reads a shard to its end with enhanced fan-out: 2 MiB per second for this consumer alone, pushed as records arrive.
 *
 * A single `SubscribeToShard` lasts five minutes and may fail at any time. This one is made anew from where the last one
 * left off, as often as it takes, without losing or repeating a record: when it expired, stalled or was cut; when the
 * service was busy, throttled or still held an older subscription. It is never made within the five seconds after the
 * one before, which the service refuses. It ends when the shard does, and tells its children.
 *
 * ```ts no-run
 * await using subscription = subscribe(kinesis, { consumerARN, shardId, startingPosition: "TRIM_HORIZON" });
 * for await (const { records, millisBehindLatest } of subscription) {
 *   // …
 * }
 * const end = await subscription.ended;
 * if (end.reason === "shardEnd") console.log(end.childShards.map(({ ShardId }) => ShardId));
 * ```
 *
 * Nothing is sent until it is read. A slow reader holds back the service.
 *
 * @throws ConfigError for options that are unknown, missing or ill-typed. Reading throws what cannot be helped by
 * another try: {@link ValidationError}, {@link ResourceNotFoundException}, {@link AccessDeniedException} and their like,
 * {@link ResourceInUseException} when another program took the shard over, and `signal.reason`.
 */
export function subscribe(client: KinesisClient, options: SubscribeOptions): ShardSubscription {
  checkSubscribeOptions(options);
  return new RenewedSubscription(client, options);
}
