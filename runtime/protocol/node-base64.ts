import { decodedLength } from "./base64.js";
import { base64Slice, base64Write, latin1Write } from "./node-buffer.js";

/** Bytes as base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  return base64Slice.call(bytes);
}

/** The bytes of a base64 string, in memory of their own; undefined when the text is no base64. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const length = decodedLength(text);
  if (length === undefined) return undefined;
  // Buffer.from(text, "base64") would hand out views of one shared pool: whoever transfers one record's memory to a
  // worker would take the others with it.
  const bytes = new Uint8Array(length);
  // Buffer skips what is no base64 and so comes out shorter than the text promised.
  return base64Write.call(bytes, text) === length ? bytes : undefined;
}

/**
 * How much of a blob is turned into base64 at a time: a multiple of 3, so that the pieces join, and short enough that
 * the text stays in the processor's cache. A blob of 1 MiB takes half the time that it takes in one piece.
 */
const pieceBytes = 24 * 1024;

/** Writes bytes as base64 into memory that has room for it, and returns how many bytes it took. */
export function base64Into(bytes: Uint8Array, memory: Uint8Array, offset: number): number {
  const { length } = bytes;
  let end = offset;
  for (let start = 0; start < length; start += pieceBytes) {
    const text = base64Slice.call(bytes, start, Math.min(start + pieceBytes, length));
    end += latin1Write.call(memory, text, end);
  }
  return end - offset;
}
