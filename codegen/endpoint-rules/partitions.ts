/** What endpoint rules ask of a partition: the output of `aws.partition`. */
export interface PartitionFacts {
  readonly name: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
  readonly supportsFIPS: boolean;
  readonly supportsDualStack: boolean;
  readonly implicitGlobalRegion: string;
}

/** Facts of partitions by their names, where they are other than those of {@link partitionOf}. */
export type PartitionDifferences = { readonly [name: string]: Partial<PartitionFacts> };

type PartitionRow = readonly [
  name: string,
  dnsSuffix: string,
  dualStackDnsSuffix: string,
  implicitGlobalRegion: string,
  regions: RegExp,
];

/**
 * The partitions as generated clients know them. Clients have the table in the runtime, which the generator must not
 * import; a test holds the two together. In all of them, FIPS and dual-stack endpoints are supported.
 */
const rows: readonly PartitionRow[] = [
  ["aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "cn-northwest-1", /^cn-\w+-\d+$|^aws-cn-global$/],
  ["aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu", "eusc-de-east-1", /^eusc-(de)-\w+-\d+$/],
  ["aws-iso", "c2s.ic.gov", "api.aws.ic.gov", "us-iso-east-1", /^us-iso-\w+-\d+$|^aws-iso-global$/],
  ["aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud", "us-isob-east-1", /^us-isob-\w+-\d+$|^aws-iso-b-global$/],
  ["aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "eu-isoe-west-1", /^eu-isoe-\w+-\d+$|^aws-iso-e-global$/],
  ["aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov", "us-isof-south-1", /^us-isof-\w+-\d+$|^aws-iso-f-global$/],
  ["aws-us-gov", "amazonaws.com", "api.aws", "us-gov-west-1", /^us-gov-\w+-\d+$|^aws-us-gov-global$/],
];

/** What becomes of a region that looks like no other partition's. */
const commercial: PartitionRow = ["aws", "amazonaws.com", "api.aws", "us-east-1", /./];

/** The partition that a region lies in. */
export function partitionOf(region: string, differences: PartitionDifferences = {}): PartitionFacts {
  const [name, dnsSuffix, dualStackDnsSuffix, implicitGlobalRegion] =
    rows.find(([, , , , regions]) => regions.test(region)) ?? commercial;
  const facts = { name, dnsSuffix, dualStackDnsSuffix, implicitGlobalRegion };
  return { ...facts, supportsFIPS: true, supportsDualStack: true, ...differences[name] };
}
