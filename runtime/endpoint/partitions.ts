/** What the rules engine knows of a partition: the output of its `partition` function. */
export interface Partition {
  /** The partition's id, such as `aws` or `aws-cn`, as ARNs spell it. */
  readonly name: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
  readonly supportsFIPS: boolean;
  readonly supportsDualStack: boolean;
  /** The region that answers for services without regions. */
  readonly implicitGlobalRegion: string;
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
export const partitions: readonly PartitionEntry[] = [
  {
    outputs: {
      name: "aws",
      dnsSuffix: "amazonaws.com",
      dualStackDnsSuffix: "api.aws",
      supportsFIPS: true,
      supportsDualStack: true,
      implicitGlobalRegion: "us-east-1",
    },
    regionRegex: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/,
    otherRegions: ["aws-global"],
  },
  {
    outputs: {
      name: "aws-cn",
      dnsSuffix: "amazonaws.com.cn",
      dualStackDnsSuffix: "api.amazonwebservices.com.cn",
      supportsFIPS: true,
      supportsDualStack: true,
      implicitGlobalRegion: "cn-northwest-1",
    },
    regionRegex: /^cn-\w+-\d+$/,
    otherRegions: ["aws-cn-global"],
  },
  {
    outputs: {
      name: "aws-eusc",
      dnsSuffix: "amazonaws.eu",
      dualStackDnsSuffix: "api.amazonwebservices.eu",
      supportsFIPS: true,
      supportsDualStack: true,
      implicitGlobalRegion: "eusc-de-east-1",
    },
    regionRegex: /^eusc-(de)-\w+-\d+$/,
    otherRegions: [],
  },
  {
    outputs: {
      name: "aws-iso",
      dnsSuffix: "c2s.ic.gov",
      dualStackDnsSuffix: "api.aws.ic.gov",
      supportsFIPS: true,
      supportsDualStack: true,
      implicitGlobalRegion: "us-iso-east-1",
    },
    regionRegex: /^us-iso-\w+-\d+$/,
    otherRegions: ["aws-iso-global"],
  },
  {
    outputs: {
      name: "aws-iso-b",
      dnsSuffix: "sc2s.sgov.gov",
      dualStackDnsSuffix: "api.aws.scloud",
      supportsFIPS: true,
      supportsDualStack: true,
      implicitGlobalRegion: "us-isob-east-1",
    },
    regionRegex: /^us-isob-\w+-\d+$/,
    otherRegions: ["aws-iso-b-global"],
  },
  {
    outputs: {
      name: "aws-iso-e",
      dnsSuffix: "cloud.adc-e.uk",
      dualStackDnsSuffix: "api.cloud-aws.adc-e.uk",
      supportsFIPS: true,
      supportsDualStack: true,
      implicitGlobalRegion: "eu-isoe-west-1",
    },
    regionRegex: /^eu-isoe-\w+-\d+$/,
    otherRegions: ["aws-iso-e-global"],
  },
  {
    outputs: {
      name: "aws-iso-f",
      dnsSuffix: "csp.hci.ic.gov",
      dualStackDnsSuffix: "api.aws.hci.ic.gov",
      supportsFIPS: true,
      supportsDualStack: true,
      implicitGlobalRegion: "us-isof-south-1",
    },
    regionRegex: /^us-isof-\w+-\d+$/,
    otherRegions: ["aws-iso-f-global"],
  },
  {
    outputs: {
      name: "aws-us-gov",
      dnsSuffix: "amazonaws.com",
      dualStackDnsSuffix: "api.aws",
      supportsFIPS: true,
      supportsDualStack: true,
      implicitGlobalRegion: "us-gov-west-1",
    },
    regionRegex: /^us-gov-\w+-\d+$/,
    otherRegions: ["aws-us-gov-global"],
  },
];
