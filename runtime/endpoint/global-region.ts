import type { Partition } from "./partitions.js";

/** By the partitions' ids, from the published `partitions.json` (version 1.1). */
const regions: Readonly<Record<string, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-northwest-1",
  "aws-eusc": "eusc-de-east-1",
  "aws-iso": "us-iso-east-1",
  "aws-iso-b": "us-isob-east-1",
  "aws-iso-e": "eu-isoe-west-1",
  "aws-iso-f": "us-isof-south-1",
  "aws-us-gov": "us-gov-west-1",
};

/**
 * The region that answers for services without regions: what rules call `implicitGlobalRegion`. Apart from the other facts
 * of partitions, since few rules ask for it.
 */
export function globalRegion({ name, implicitGlobalRegion }: Partition): string {
  return implicitGlobalRegion ?? regions[name] ?? "";
}
