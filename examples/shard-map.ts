import type { Shard } from "../generated/kinesis/index.js";

const hashKeySpace = 2n ** 128n;
const barWidth = 32;

/** Draws shards as bars over the 128-bit hash key space, one line a shard, parents above their children. */
export function shardMap(shards: readonly Shard[]): string {
  const byStart = [...shards].sort(
    (left, right) => compare(startOf(left), startOf(right)) || left.ShardId.localeCompare(right.ShardId),
  );
  return byStart.map(shardLine).join("\n");
}

/** The middle of a shard's hash key range: where to split it in two equal halves. */
export function middleHashKey(shard: Shard): string {
  return ((startOf(shard) + endOf(shard) + 1n) / 2n).toString();
}

/** A shard is closed once its sequence number range has an end; it can be read but not written. */
export function isClosed(shard: Shard): boolean {
  return shard.SequenceNumberRange.EndingSequenceNumber !== undefined;
}

function shardLine(shard: Shard): string {
  const from = column(startOf(shard));
  const to = Math.max(from + 1, column(endOf(shard) + 1n));
  const fill = isClosed(shard) ? "▒" : "█";
  const bar = "·".repeat(from) + fill.repeat(to - from) + "·".repeat(Math.max(0, barWidth - to));
  const parents = [shard.ParentShardId, shard.AdjacentParentShardId].filter((parent) => parent !== undefined);
  const lineage = parents.length > 0 ? `  child of ${parents.join(" and ")}` : "";
  return `    ${shard.ShardId}  ${bar}  ${isClosed(shard) ? "closed" : "open  "}${lineage}`;
}

/** The column, of {@link barWidth}, that is nearest to a hash key. */
function column(hashKey: bigint): number {
  return Math.round(Number((hashKey * BigInt(barWidth * 1000)) / hashKeySpace) / 1000);
}

function startOf(shard: Shard): bigint {
  return BigInt(shard.HashKeyRange.StartingHashKey);
}

function endOf(shard: Shard): bigint {
  return BigInt(shard.HashKeyRange.EndingHashKey);
}

function compare(left: bigint, right: bigint): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
