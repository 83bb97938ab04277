/** The parts of an Amazon Resource Name. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for resources without a region. */
  readonly region: string;
  /** Empty for resources without an account. */
  readonly accountId: string;
  /** The rest, split at `:` and `/`. */
  readonly resourceId: readonly string[];
}

/**
 * Takes an ARN apart; undefined when it is none: fewer than six parts, another start than `arn`, or no partition,
 * service or resource. (The rules engine's `aws.parseArn`.)
 */
export function parseArn(value: string): Arn | undefined {
  const [prefix, partition = "", service = "", region = "", accountId = "", ...rest] = value.split(":");
  const resource = rest.join(":");
  if (prefix !== "arn" || partition === "" || service === "" || resource === "") return undefined;
  return { partition, service, region, accountId, resourceId: resource.split(/[:/]/) };
}
