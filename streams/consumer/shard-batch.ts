import type { ChildShard, KinesisRecord } from "../../generated/kinesis/types.js";

/** What one event of a subscription brought. Batches without records come too: they tell how far the shard is read. */
export interface ShardBatch {
  /** New records, in the shard's order. May be empty. */
  readonly records: readonly KinesisRecord[];
  /** How far behind the tip of the shard this is, in milliseconds; 0 when caught up. */
  readonly millisBehindLatest: number;
  /**
   * Where to start again after this batch: keep it as a checkpoint, and begin with
   * `{ Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber }`. Undefined in the last batch of a shard.
   */
  readonly continuationSequenceNumber: string | undefined;
  /** The shards that go on where this one ends. In the last batch of a shard only. */
  readonly childShards: readonly ChildShard[] | undefined;
}
