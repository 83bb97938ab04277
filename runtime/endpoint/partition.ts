import { type Partition, partitions } from "./partitions.js";

/** Facts of partitions by their ids, where they are other than the table's. */
export type PartitionDifferences = { readonly [id: string]: Partial<Partition> };

/**
 * The partition that a region lies in: the one that lists it, else the one whose regions look like it, else `aws`, so
 * that a region newer than this table still resolves. (The rules engine's `aws.partition`.)
 *
 * @param differences facts that a service's own model has otherwise than the table
 */
export function partition(region: string, differences?: PartitionDifferences): Partition | undefined {
  const entry =
    partitions.find(({ otherRegions }) => otherRegions.includes(region)) ??
    partitions.find(({ regionRegex }) => regionRegex.test(region)) ??
    partitions.find(({ outputs }) => outputs.name === "aws");
  if (entry === undefined || differences?.[entry.outputs.name] === undefined) return entry?.outputs;
  return { ...entry.outputs, ...differences[entry.outputs.name] };
}
