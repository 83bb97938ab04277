import type { KinesisRecord, StartingPosition, SubscribeToShardEvent } from "../../generated/kinesis/types.js";

/**
 * How far a shard has been read: where the next subscription starts, and which records have been seen already.
 *
 * A continuation sequence number stands behind all records of its event, but nothing promises that a service, or what
 * stands between, repeats none across the seam of two subscriptions. What is not beyond the last record is dropped.
 */
export class ShardPosition {
  #start: StartingPosition;
  /** The sequence number of the last record that was handed out. */
  #last: string | undefined;
  /** True from the start of a renewed subscription until a record beyond the last one has come. */
  #atSeam = false;

  constructor(start: StartingPosition) {
    this.#start = start;
  }

  /** Where a subscription would start now. */
  get start(): StartingPosition {
    return this.#start;
  }

  /**
   * A subscription has begun, asked for at that time by the service's clock. From now on "the latest" means that time:
   * were it asked for once more after a failure, the records in between would be lost.
   */
  begun(at: number): void {
    if (this.#start.Type === "LATEST") this.#start = { Type: "AT_TIMESTAMP", Timestamp: new Date(at) };
    this.#atSeam = this.#last !== undefined;
  }

  /** Moves on by an event. Returns its records without those that were seen before. */
  advance({ Records, ContinuationSequenceNumber }: SubscribeToShardEvent): readonly KinesisRecord[] {
    const records = this.#atSeam ? this.#unseen(Records) : Records;
    const last = records.at(-1)?.SequenceNumber;
    if (last !== undefined) {
      this.#last = last;
      this.#atSeam = false;
    }
    const next = ContinuationSequenceNumber ?? last;
    if (next !== undefined) this.#start = { Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: next };
    return records;
  }

  #unseen(records: readonly KinesisRecord[]): readonly KinesisRecord[] {
    const last = BigInt(this.#last ?? 0);
    return records.filter(({ SequenceNumber }) => BigInt(SequenceNumber) > last);
  }
}
