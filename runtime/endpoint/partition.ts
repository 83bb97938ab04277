import { type Partition, partitions } from "./partitions.js";

/**
 * The partition that a region lies in: the one that lists it, else the one whose regions look like it, else `aws`, so
 * that a region newer than this table still resolves. (The rules engine's `aws.partition`.)
 */
export function partition(region: string): Partition | undefined {
  const entry =
    partitions.find(({ otherRegions }) => otherRegions.includes(region)) ??
    partitions.find(({ regionRegex }) => regionRegex.test(region)) ??
    partitions.find(({ outputs }) => outputs.name === "aws");
  return entry?.outputs;
}
