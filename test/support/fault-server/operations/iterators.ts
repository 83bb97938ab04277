import { ServiceFault } from "../service-fault.js";
import type { Account, Shard } from "../state.js";

/** How long an iterator is good: five minutes. */
const iteratorLifetime = 300_000;

/** Where a reader is: the lowest sequence number that it has not seen. */
export interface Iterator {
  readonly stream: string;
  readonly shard: string;
  readonly from: bigint;
  /** By the server's clock, in milliseconds since the epoch. */
  readonly issued: number;
}

/** Where to start, as GetShardIterator and SubscribeToShard tell it. */
export interface Position {
  readonly type: string;
  readonly sequenceNumber: string | undefined;
  /** Seconds since the epoch. */
  readonly timestamp: number | undefined;
}

/** The text of an iterator. */
export function writeIterator({ stream, shard, from, issued }: Iterator): string {
  return Buffer.from(JSON.stringify([stream, shard, String(from), issued])).toString("base64");
}

/** Reads an iterator. Throws the faults of garbage and of one that is too old. */
export function readIterator(text: string, now: number): Iterator {
  const iterator = decode(text);
  if (now - iterator.issued > iteratorLifetime) {
    throw new ServiceFault(
      "ExpiredIteratorException",
      `Iterator expired. The iterator was created at time ${new Date(iterator.issued).toISOString()} while right now it is ${new Date(now).toISOString()} which is further in the future than the tolerated delay of ${iteratorLifetime} milliseconds.`,
    );
  }
  return iterator;
}

/** The first sequence number that a reader at a position gets. */
export function startingSequenceNumber(account: Account, shard: Shard, position: Position): bigint {
  switch (position.type) {
    case "TRIM_HORIZON":
      return shard.startSequenceNumber;
    case "LATEST":
      return account.nextSequenceNumber();
    case "AT_SEQUENCE_NUMBER":
      return sequenceNumberOf(position);
    case "AFTER_SEQUENCE_NUMBER":
      return sequenceNumberOf(position) + 1n;
    case "AT_TIMESTAMP": {
      const time = (position.timestamp ?? missing("Timestamp", position)) * 1000;
      if (time > account.now()) {
        throw new ServiceFault("InvalidArgumentException", "The timestamp must not be in the future.");
      }
      return shard.records.find((record) => record.arrival >= time)?.sequenceNumber ?? account.nextSequenceNumber();
    }
    default:
      throw new ServiceFault("ValidationException", `Value '${position.type}' is no shard iterator type.`);
  }
}

function sequenceNumberOf(position: Position): bigint {
  return BigInt(position.sequenceNumber ?? missing("StartingSequenceNumber", position));
}

function missing(member: string, { type }: Position): never {
  throw new ServiceFault("InvalidArgumentException", `Must specify ${member} for ShardIteratorType ${type}.`);
}

function decode(text: string): Iterator {
  try {
    const [stream, shard, from, issued] = JSON.parse(Buffer.from(text, "base64").toString("utf8")) as unknown[];
    if (
      typeof stream === "string" &&
      typeof shard === "string" &&
      typeof from === "string" &&
      typeof issued === "number"
    ) {
      return { stream, shard, from: BigInt(from), issued };
    }
  } catch {
    // Garbage: told below.
  }
  throw new ServiceFault("InvalidArgumentException", "Invalid ShardIterator.");
}
