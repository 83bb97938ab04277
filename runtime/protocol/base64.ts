/** How many bytes a base64 string stands for, with or without padding. */
export function base64ByteLength(text: string): number {
  return Math.floor((unpaddedLength(text) * 3) / 4);
}

function unpaddedLength(text: string): number {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 61) end -= 1;
  return end;
}

/**
 * As {@link base64ByteLength}; undefined for text that was cut off: four characters make three bytes, three two, two one,
 * and a single one is left over.
 */
export function decodedLength(text: string): number | undefined {
  const length = unpaddedLength(text);
  return length % 4 === 1 ? undefined : Math.floor((length * 3) / 4);
}
