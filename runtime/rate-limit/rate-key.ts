/**
 * Names the bucket of a rate limit from the input members that identify it; undefined when one of them is absent. An ARN
 * counts as the name of its resource (what follows the resource type, up to the next separator), so that a stream's ARN,
 * the ARN of one of its consumers and its name share a bucket.
 */
export function rateKey(...members: readonly (string | undefined)[]): string | undefined {
  const names: string[] = [];
  for (const member of members) {
    if (member == null) return undefined;
    names.push(resourceName(member));
  }
  return names.length === 0 ? undefined : JSON.stringify(names);
}

function resourceName(value: string): string {
  const arn = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:[^:/]+[:/]([^:/]+)/.exec(value);
  return arn?.[1] ?? value;
}
