const nonAscii = /[^\0-\x7f]/;

/**
 * Characters `start` to `stop` (exclusive), counted from the end with `reverse`; undefined when the value is shorter
 * than that or holds anything but ASCII. (The rules engine's `substring`.)
 */
export function substring(value: string, start: number, stop: number, reverse: boolean): string | undefined {
  if (start >= stop || value.length < stop || nonAscii.test(value)) return undefined;
  return reverse ? value.slice(value.length - stop, value.length - start) : value.slice(start, stop);
}

/** Percent-encodes all but RFC 3986's unreserved characters. (The rules engine's `uriEncode`.) */
export function uriEncode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Splits at `delimiter` into at most `limit` parts, the last of which keeps further delimiters; 0 is no limit. Empty
 * parts are kept, and an empty value has one. (The rules engine's `split`.)
 */
export function split(value: string, delimiter: string, limit: number): string[] {
  const parts = value.split(delimiter);
  if (limit <= 0 || parts.length <= limit) return parts;
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(delimiter)];
}
