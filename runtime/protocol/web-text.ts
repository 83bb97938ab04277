import { encoder, isLowSurrogate } from "./text.js";

export { decodeStrictly as decodeUtf8 } from "./text.js";

/** Writes ASCII, or Latin-1, into memory that has room for it, and returns how many bytes it took. */
export function asciiInto(text: string, memory: Uint8Array, offset: number): number {
  const { length } = text;
  for (let index = 0; index < length; index++) memory[offset + index] = text.charCodeAt(index);
  return length;
}

/**
 * Writes a string's UTF-8 into memory that has room for it, 3 bytes a character, and returns how many bytes it took. A lone
 * surrogate becomes U+FFFD.
 */
export function utf8Into(text: string, memory: Uint8Array, offset: number): number {
  return encoder.encodeInto(text, memory.subarray(offset)).written;
}

/** How many bytes a string takes in UTF-8, without encoding it. A lone surrogate counts as U+FFFD. */
export function utf8ByteLength(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    if (code < 0x800) {
      length += 1;
    } else {
      length += 2;
      // A pair of surrogates takes 4 bytes for its 2 units; a lone one becomes U+FFFD, which takes 3.
      if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text, index + 1)) index += 1;
    }
  }
  return length;
}
