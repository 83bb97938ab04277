/**
 * The library functions of endpoint rules (Smithy rules engine, standard library and AWS rules functions), for asking
 * rules while generating; partitions aside. The client has its own, in the runtime, which the generator must not import.
 */

/**
 * Calls a function of the library; the first argument is there.
 *
 * @throws {RangeError} for a name that is not in the library.
 */
export function callLibrary(name: string, given: readonly unknown[]): unknown {
  const [first, second, third, fourth] = given;
  const text = String(first);
  switch (name) {
    case "aws.parseArn":
      return parseArn(text);
    case "aws.isVirtualHostableS3Bucket":
      return isBucketLabel(text, second === true);
    case "isValidHostLabel":
      return isHostLabel(text, second === true);
    case "parseURL":
      return parseUrl(text);
    case "substring":
      return substring(text, Number(second), Number(third), fourth === true);
    case "split":
      return splitText(text, String(second), Number(third));
    case "uriEncode":
      return encodeURIComponent(text).replace(
        /[!'()*]/g,
        (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
      );
  }
  throw new RangeError(`endpoint rules call ${name}, which is not in their library`);
}

function parseArn(arn: string): unknown {
  const [prefix, partition = "", service = "", region = "", accountId = "", ...rest] = arn.split(":");
  const resource = rest.join(":");
  if (prefix !== "arn" || partition === "" || service === "" || resource === "") return undefined;
  return { partition, service, region, accountId, resourceId: resource.split(/[:/]/) };
}

function isHostLabel(text: string, dots: boolean): boolean {
  const labels = dots ? text.split(".") : [text];
  return labels.every((label) => /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/.test(label));
}

function isBucketLabel(text: string, dots: boolean): boolean {
  const labels = dots ? text.split(".") : [text];
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(text);
  return !isAddress && text.length > 2 && labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
}

function parseUrl(text: string): unknown {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, hostname, pathname, search } = new URL(text);
  if (search !== "" || !["http:", "https:"].includes(protocol)) return undefined;
  const normalizedPath = pathname.endsWith("/") ? pathname : `${pathname}/`;
  const isIp = /^\[.*\]$|^\d+\.\d+\.\d+\.\d+$/.test(hostname);
  return { scheme: protocol.slice(0, -1), authority: host, path: pathname, normalizedPath, isIp };
}

/** Undefined for text that is too short, or not ASCII. */
function substring(text: string, start: number, stop: number, fromEnd: boolean): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the specification says ASCII.
  if (start >= stop || text.length < stop || !/^[\x00-\x7f]*$/.test(text)) return undefined;
  return fromEnd ? text.slice(text.length - stop, text.length - start) : text.slice(start, stop);
}

/** Splits at most `limit` times less one; 0 is no limit. */
function splitText(text: string, separator: string, limit: number): readonly string[] {
  const parts = text.split(separator);
  return limit === 0 || parts.length <= limit
    ? parts
    : [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)];
}
