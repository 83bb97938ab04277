import { evenRanges } from "../hash-keys.js";
import {
  type Input,
  optionalNumber,
  optionalObject,
  optionalString,
  requiredNumber,
  requiredString,
} from "../input.js";
import { page, readToken } from "../paging.js";
import { ServiceFault } from "../service-fault.js";
import type { Account, Shard, Stream } from "../state.js";
import type { Operations } from "./operation.js";

/** The most shards that one page of ListShards holds. */
const longestPage = 1000;

/** The shards of a stream: listed, split, merged, counted anew. */
export const shardOperations: Operations = {
  ListShards(account, input) {
    const token = optionalString(input, "NextToken");
    if (token !== undefined) {
      const extra = ["StreamName", "ExclusiveStartShardId", "StreamCreationTimestamp"].filter(
        (member) => input[member] !== undefined,
      );
      if (extra.length > 0) {
        throw new ServiceFault("InvalidArgumentException", `NextToken and ${extra[0]} cannot be provided together.`);
      }
    }
    const { stream, filter } = token === undefined ? listingOf(account, input) : continuedListing(account, token);
    const shards = page({
      items: filterShards(stream, filter, account.now()),
      key: (shard) => shard.id,
      limit: Math.min(optionalNumber(input, "MaxResults") ?? longestPage, longestPage),
      listing: `ListShards ${JSON.stringify([stream.name, stream.created, filter])}`,
      token,
      startAfter: optionalString(input, "ExclusiveStartShardId"),
      now: account.now(),
    });
    return {
      Shards: shards.items.map(shardOutput),
      ...(shards.token === undefined ? {} : { NextToken: shards.token }),
    };
  },

  SplitShard(account, input) {
    const stream = account.activeStream(input);
    const parent = openShard(account, stream, requiredString(input, "ShardToSplit"));
    const middle = BigInt(requiredString(input, "NewStartingHashKey"));
    if (middle <= parent.range.start || middle > parent.range.end) {
      throw new ServiceFault(
        "InvalidArgumentException",
        `NewStartingHashKey ${middle} used in SplitShard() on shard ${parent.id} in stream ${stream.name} under account ${account.accountId} is not both greater than one plus the shard's StartingHashKey ${parent.range.start} and less than the shard's EndingHashKey ${parent.range.end}.`,
      );
    }
    account.closeShard(parent);
    account.addShard(stream, { start: parent.range.start, end: middle - 1n }, parent.id);
    account.addShard(stream, { start: middle, end: parent.range.end }, parent.id);
    account.change(stream, "UPDATING");
    return undefined;
  },

  MergeShards(account, input) {
    const stream = account.activeStream(input);
    const one = openShard(account, stream, requiredString(input, "ShardToMerge"));
    const other = openShard(account, stream, requiredString(input, "AdjacentShardToMerge"));
    const [low, high] = one.range.start < other.range.start ? [one, other] : [other, one];
    if (low.range.end + 1n !== high.range.start) {
      throw new ServiceFault(
        "InvalidArgumentException",
        `Shards ${one.id} and ${other.id} in stream ${stream.name} under account ${account.accountId} are not an adjacent pair of shards eligible for merging`,
      );
    }
    account.closeShard(one);
    account.closeShard(other);
    account.addShard(stream, { start: low.range.start, end: high.range.end }, one.id, other.id);
    account.change(stream, "UPDATING");
    return undefined;
  },

  UpdateShardCount(account, input) {
    const stream = account.activeStream(input);
    const target = requiredNumber(input, "TargetShardCount");
    requiredString(input, "ScalingType");
    const open = stream.shards.filter((shard) => shard.endSequenceNumber === undefined);
    if (target > open.length * 2 || target * 2 < open.length) {
      throw new ServiceFault(
        "LimitExceededException",
        `UpdateShardCount cannot scale from ${open.length} shards to ${target}: at most double and at least half.`,
      );
    }
    for (const shard of open) account.closeShard(shard);
    for (const range of evenRanges(target)) {
      // The service gets there by splits and merges; here a shard's parents are the one or two it overlaps most.
      const parents = open.filter((shard) => shard.range.start <= range.end && shard.range.end >= range.start);
      account.addShard(stream, range, parents[0]?.id, parents[1]?.id);
    }
    account.change(stream, "UPDATING");
    return {
      StreamName: stream.name,
      StreamARN: stream.arn,
      CurrentShardCount: open.length,
      TargetShardCount: target,
    };
  },
};

/** A shard as the wire has it. */
export function shardOutput(shard: Shard): object {
  return {
    ShardId: shard.id,
    ...(shard.parent === undefined ? {} : { ParentShardId: shard.parent }),
    ...(shard.adjacentParent === undefined ? {} : { AdjacentParentShardId: shard.adjacentParent }),
    HashKeyRange: hashKeyRange(shard),
    SequenceNumberRange: {
      StartingSequenceNumber: String(shard.startSequenceNumber),
      ...(shard.endSequenceNumber === undefined ? {} : { EndingSequenceNumber: String(shard.endSequenceNumber) }),
    },
  };
}

/** A shard's hash keys as the wire has them. */
export function hashKeyRange(shard: Shard): object {
  return { StartingHashKey: String(shard.range.start), EndingHashKey: String(shard.range.end) };
}

/** A shard of a stream by its id. */
export function findShard(account: Account, stream: Stream, id: string): Shard {
  const shard = stream.shards.find((candidate) => candidate.id === id);
  if (shard === undefined) {
    throw new ServiceFault(
      "ResourceNotFoundException",
      `Shard ${id} in stream ${stream.name} under account ${account.accountId} does not exist`,
    );
  }
  return shard;
}

function openShard(account: Account, stream: Stream, id: string): Shard {
  const shard = findShard(account, stream, id);
  if (shard.endSequenceNumber !== undefined) {
    throw new ServiceFault("InvalidArgumentException", `Shard ${id} in stream ${stream.name} is closed.`);
  }
  return shard;
}

interface Filter {
  readonly type: string;
  readonly shardId: string | undefined;
  /** Seconds since the epoch. */
  readonly timestamp: number | undefined;
}

function listingOf(account: Account, input: Input): { stream: Stream; filter: Filter | undefined } {
  const given = optionalObject(input, "ShardFilter");
  const filter = given && {
    type: requiredString(given, "Type"),
    shardId: optionalString(given, "ShardId"),
    timestamp: optionalNumber(given, "Timestamp"),
  };
  return { stream: account.stream(input), filter };
}

function continuedListing(account: Account, token: string): { stream: Stream; filter: Filter | undefined } {
  const { listing } = readToken(token, "ListShards", account.now());
  const [name, created, filter] = JSON.parse(listing.slice("ListShards ".length)) as [string, number, Filter | null];
  const stream = account.stream({ StreamName: name });
  if (stream.created !== created) {
    throw new ServiceFault(
      "ResourceInUseException",
      `Stream ${name} has been created anew since the token was issued.`,
    );
  }
  return { stream, filter: filter ?? undefined };
}

function filterShards(stream: Stream, filter: Filter | undefined, now: number): Shard[] {
  const oldest = now - stream.retentionHours * 3_600_000;
  const openAt = (time: number) => (shard: Shard) => shard.created <= time && (shard.closed ?? Infinity) > time;
  const openSince = (time: number) => (shard: Shard) => (shard.closed ?? Infinity) >= time;
  const time = (filter?.timestamp ?? 0) * 1000;
  const { shards } = stream;
  switch (filter?.type) {
    case "AFTER_SHARD_ID":
      return shards.filter((shard) => shard.id > (filter.shardId ?? ""));
    case "AT_TRIM_HORIZON":
      return shards.filter(openAt(Math.max(oldest, stream.created)));
    case "AT_LATEST":
      return shards.filter((shard) => shard.endSequenceNumber === undefined);
    case "AT_TIMESTAMP":
      return shards.filter(openAt(Math.max(time, stream.created)));
    case "FROM_TIMESTAMP":
      return shards.filter(openSince(time));
    default:
      return shards.filter(openSince(oldest));
  }
}
