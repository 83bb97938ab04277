import { randomUUID } from "node:crypto";
import { hashKeyOf } from "../hash-keys.js";
import { type Input, optionalNumber, optionalString, requiredList, requiredString } from "../input.js";
import { ServiceFault } from "../service-fault.js";
import type { Account, Shard, StoredRecord, Stream } from "../state.js";
import { readIterator, startingSequenceNumber, writeIterator } from "./iterators.js";
import { type Operations, seconds } from "./operation.js";
import { findShard, hashKeyRange } from "./shards.js";

/** The most records, and bytes of data, that one GetRecords returns. */
const longestRead = 10_000;
const largestRead = 10 * 1024 * 1024;
/** The most entries of one PutRecords. */
const longestWrite = 500;

/** Records: written, and read through iterators. */
export const recordOperations: Operations = {
  PutRecord(account, input) {
    const stream = account.stream(input);
    refuseDryRun(input);
    return { ...store(account, stream, input), ...encryption(stream) };
  },

  PutRecords(account, input, { failRecord }) {
    const stream = account.stream(input);
    const entries = requiredList<Input>(input, "Records");
    if (entries.length > longestWrite) {
      throw new ServiceFault(
        "ValidationException",
        `1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have length less than or equal to ${longestWrite}`,
      );
    }
    for (const entry of entries) checkRecord(stream, entry);
    refuseDryRun(input);
    const results = entries.map((entry, index) => failRecord?.(index, entry) ?? store(account, stream, entry));
    return {
      FailedRecordCount: results.filter((result) => "ErrorCode" in result).length,
      Records: results,
      ...encryption(stream),
    };
  },

  GetShardIterator(account, input) {
    const stream = account.stream(input);
    const shard = findShard(account, stream, requiredString(input, "ShardId"));
    const from = startingSequenceNumber(account, shard, {
      type: requiredString(input, "ShardIteratorType"),
      sequenceNumber: optionalString(input, "StartingSequenceNumber"),
      timestamp: optionalNumber(input, "Timestamp"),
    });
    refuseDryRun(input);
    return { ShardIterator: writeIterator({ stream: stream.name, shard: shard.id, from, issued: account.now() }) };
  },

  GetRecords(account, input) {
    const now = account.now();
    const iterator = readIterator(requiredString(input, "ShardIterator"), now);
    const stream = account.stream({ StreamName: iterator.stream });
    const shard = findShard(account, stream, iterator.shard);
    const limit = optionalNumber(input, "Limit") ?? longestRead;
    if (limit < 1 || limit > longestRead) {
      throw new ServiceFault(
        "ValidationException",
        `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${longestRead}`,
      );
    }
    refuseDryRun(input);
    const oldest = now - stream.retentionHours * 3_600_000;
    const left = shard.records.filter((record) => record.sequenceNumber >= iterator.from && record.arrival >= oldest);
    const records = take(left, limit);
    const last = records.at(-1);
    const more = left[records.length];
    const ended = shard.endSequenceNumber !== undefined && more === undefined;
    const from = last === undefined ? iterator.from : last.sequenceNumber + 1n;
    return {
      Records: records.map((record) => recordOutput(record, stream)),
      ...(ended ? {} : { NextShardIterator: writeIterator({ ...iterator, from, issued: now }) }),
      MillisBehindLatest: more === undefined ? 0 : Math.max(1, now - more.arrival),
      ...(ended ? { ChildShards: childShards(stream, shard) } : {}),
    };
  },
};

/** A record as the wire has it. */
export function recordOutput(record: StoredRecord, stream: Stream): object {
  return {
    SequenceNumber: String(record.sequenceNumber),
    ApproximateArrivalTimestamp: seconds(record.arrival),
    Data: record.data,
    ...(record.partitionKey === undefined ? {} : { PartitionKey: record.partitionKey }),
    ...encryption(stream),
  };
}

/** The shards that took over from a closed one. */
export function childShards(stream: Stream, shard: Shard): object[] {
  return stream.shards
    .filter((child) => child.parent === shard.id || child.adjacentParent === shard.id)
    .map((child) => ({
      ShardId: child.id,
      ParentShards: [child.parent, child.adjacentParent].filter((parent) => parent !== undefined),
      HashKeyRange: hashKeyRange(child),
    }));
}

function store(account: Account, stream: Stream, entry: Input): object {
  const { data, partitionKey } = checkRecord(stream, entry);
  const explicit = optionalString(entry, "ExplicitHashKey");
  const hashKey = explicit === undefined ? hashKeyOf(partitionKey ?? randomUUID()) : BigInt(explicit);
  const shard = stream.shards.find(
    ({ endSequenceNumber, range }) => endSequenceNumber === undefined && range.start <= hashKey && range.end >= hashKey,
  );
  if (shard === undefined) throw new ServiceFault("InternalFailureException", `No open shard holds ${hashKey}.`);
  const sequenceNumber = account.nextSequenceNumber();
  shard.records.push({ sequenceNumber, arrival: account.now(), partitionKey, data });
  return { SequenceNumber: String(sequenceNumber), ShardId: shard.id };
}

function checkRecord(stream: Stream, entry: Input): { data: string; partitionKey: string | undefined } {
  const data = requiredString(entry, "Data");
  const bytes = Buffer.from(data, "base64");
  // A lenient decoder would hide data that was sent unencoded.
  if (bytes.toString("base64") !== data) {
    throw new ServiceFault("SerializationException", "Data is not base64.");
  }
  const partitionKey =
    stream.distribution === "AUTO" ? optionalString(entry, "PartitionKey") : requiredString(entry, "PartitionKey");
  const size = bytes.length + Buffer.byteLength(partitionKey ?? "");
  if (size > stream.maxRecordKiB * 1024) {
    throw new ServiceFault(
      "ValidationException",
      `1 validation error detected: Value at 'data' failed to satisfy constraint: Member must have length less than or equal to ${stream.maxRecordKiB * 1024}`,
    );
  }
  return { data, partitionKey };
}

function refuseDryRun(input: Input): void {
  if (input.DryRun === true) {
    throw new ServiceFault("DryRunOperationException", "The request would have succeeded, but DryRun is set.");
  }
}

function take(records: readonly StoredRecord[], limit: number): StoredRecord[] {
  const taken: StoredRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    bytes += Math.floor((record.data.length * 3) / 4);
    if (taken.length === limit || (taken.length > 0 && bytes > largestRead)) break;
    taken.push(record);
  }
  return taken;
}

function encryption(stream: Stream): object {
  return { EncryptionType: stream.keyId === undefined ? "NONE" : "KMS" };
}
