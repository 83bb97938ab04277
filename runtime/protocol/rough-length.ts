/** Deeper than this nothing large lies in an input; one that holds itself ends here as well. */
const deepest = 8;

/**
 * About how many bytes an input takes as JSON, rather too many than too few: memory of the right size is got in one go. To
 * find it out by growing takes up to three times the body's size, which shows where bodies are large and many.
 *
 * @param apart bytes from which on a blob does not count
 */
export function roughLength(value: unknown, apart: number = Number.POSITIVE_INFINITY, depth = 0): number {
  if (typeof value === "string") return value.length + 4;
  if (typeof value !== "object" || value === null || depth > deepest) return 24;
  if (ArrayBuffer.isView(value)) return blobLength(value.byteLength, apart);
  let length = 4;
  if (Array.isArray(value)) {
    for (const element of value) length += roughLength(element, apart, depth + 1);
    return length;
  }
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    length += name.length + 4;
    // Most members: a call for each would take longer than all else here.
    if (typeof member === "string") length += member.length + 4;
    else if (ArrayBuffer.isView(member)) length += blobLength(member.byteLength, apart);
    else length += roughLength(member, apart, depth + 1);
  }
  return length;
}

/** What a blob takes as base64 between quotes; of one that stays apart, the quotes. */
function blobLength(bytes: number, apart: number): number {
  return bytes < apart ? Math.ceil(bytes / 3) * 4 + 4 : 4;
}
