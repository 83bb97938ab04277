/** `PutRecord` -> `putRecord`, `KMSKey` -> `kmsKey`, `SQS` -> `sqs`: the first word in lower case. */
export function lowerCamelCase(name: string): string {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+(?![a-z])|^[A-Z]/, (word) => word.toLowerCase());
}

/** `PutRecord` -> `put-record`, `UpdateKMSKey` -> `update-kms-key`. */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
}

/** The sdkId as a class name: without blanks and other signs, with a capital letter first. */
export function className(sdkId: string): string {
  const name = sdkId.replace(/[^A-Za-z0-9]+/g, "").replace(/^(?=\d)/, "_");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The name with a capital letter first. */
export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
