/** What the rules engine knows of a partition: the output of its `partition` function. */
export interface Partition {
  /** The partition's id, such as `aws` or `aws-cn`, as ARNs spell it. */
  readonly name: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
  readonly supportsFIPS: boolean;
  readonly supportsDualStack: boolean;
  /** The region that answers for services without regions, where a model has another one than `globalRegion` knows. */
  readonly implicitGlobalRegion?: string;
}

/** A partition and the regions in it. */
export interface PartitionEntry {
  readonly outputs: Partition;
  /** What names of regions look like, those that do not exist yet included. */
  readonly regionRegex: RegExp;
  /** Regions that {@link PartitionEntry.regionRegex} does not match. */
  readonly otherRegions: readonly string[];
}

/**
 * Every partition of AWS, from its published `partitions.json` (version 1.1). The published lists of regions are left
 * out where the regular expression says the same.
 */
export const partitions: readonly PartitionEntry[] = /* @__PURE__ */ [
  ["aws", "amazonaws.com", "api.aws", "(us|eu|ap|sa|ca|me|af|il|mx)"],
  ["aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "cn"],
  ["aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu", "eusc-(de)"],
  ["aws-iso", "c2s.ic.gov", "api.aws.ic.gov", "us-iso"],
  ["aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud", "us-isob"],
  ["aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "eu-isoe"],
  ["aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov", "us-isof"],
  ["aws-us-gov", "amazonaws.com", "api.aws", "us-gov"],
].map(entry);

/** What all partitions have in common is said once: FIPS and dual stack. */
function entry([name = "", dnsSuffix = "", dualStackDnsSuffix = "", prefix]: readonly string[]): PartitionEntry {
  return {
    outputs: {
      name,
      dnsSuffix,
      dualStackDnsSuffix,
      supportsFIPS: true,
      supportsDualStack: true,
    },
    regionRegex: new RegExp(`^${prefix}-\\w+-\\d+$`),
    otherRegions: name === "aws-eusc" ? [] : [`${name}-global`],
  };
}
