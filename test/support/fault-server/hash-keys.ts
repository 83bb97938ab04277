import { createHash } from "node:crypto";

/** One more than the highest hash key. */
const hashKeys = 2n ** 128n;

/** A range of hash keys, both ends included. */
export interface HashRange {
  readonly start: bigint;
  readonly end: bigint;
}

/** Cuts all hash keys into ranges of one size; the last takes what does not divide. */
export function evenRanges(count: number): HashRange[] {
  const size = hashKeys / BigInt(count);
  return Array.from({ length: count }, (_, index) => ({
    start: size * BigInt(index),
    end: index === count - 1 ? hashKeys - 1n : size * BigInt(index + 1) - 1n,
  }));
}

/** The hash key of a partition key: the MD5 of its UTF-8 bytes, as a number. */
export function hashKeyOf(partitionKey: string): bigint {
  return BigInt(`0x${createHash("md5").update(partitionKey, "utf8").digest("hex")}`);
}
