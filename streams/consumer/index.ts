/** Reading shards with enhanced fan-out: what `shardwright/consumer` exports. */
export type { RenewalReason } from "./renewal.js";
export type { ShardBatch } from "./shard-batch.js";
export type { ShardSubscription, SubscriptionEnd } from "./shard-subscription.js";
export { subscribe } from "./subscribe.js";
export type { RenewalEvent, SubscribeOptions } from "./subscribe-options.js";
