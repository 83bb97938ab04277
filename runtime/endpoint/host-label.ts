const hostLabel = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/;
const ipv4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/**
 * Whether a value can be one label of a host name (RFC 1123): 1 to 63 letters, digits and hyphens, no hyphen first or
 * last. With `allowSubDomains`, several joined by dots. (The rules engine's `isValidHostLabel`.)
 */
export function isValidHostLabel(value: string, allowSubDomains: boolean): boolean {
  return allowSubDomains ? value.split(".").every((label) => hostLabel.test(label)) : hostLabel.test(value);
}

/**
 * Whether an S3 bucket's name can stand in a host name: a valid label of at least three characters, no upper case, no
 * IPv4 address. (The rules engine's `aws.isVirtualHostableS3Bucket`.)
 */
export function isVirtualHostableS3Bucket(value: string, allowSubDomains: boolean): boolean {
  if (ipv4.test(value) || value !== value.toLowerCase()) return false;
  const labels = allowSubDomains ? value.split(".") : [value];
  return labels.every((label) => label.length >= 3 && hostLabel.test(label));
}
