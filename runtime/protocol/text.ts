import { isAscii } from "#platform";
import { type NodeBuffer, nodeBuffer } from "./node-buffer.js";

const encoder: TextEncoder = new TextEncoder();
let decoder: TextDecoder | undefined;

/** A string's bytes in UTF-8. A lone surrogate becomes U+FFFD. */
export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/**
 * Writes a string's UTF-8 into memory that has room for it, 3 bytes a character, and returns how many bytes it took. A lone
 * surrogate becomes U+FFFD.
 */
export function utf8Into(text: string, memory: Uint8Array, offset: number): number {
  if (nodeBuffer === undefined) return encoder.encodeInto(text, memory.subarray(offset)).written;
  return (memory as unknown as NodeBuffer).write(text, offset, text.length * 3, "utf8");
}

/**
 * The text of UTF-8 bytes. Nearly all that services answer is ASCII, which each encoding decodes alike: as Latin-1 Node
 * does it in a third of the time, and to see that it is ASCII costs a fiftieth.
 *
 * @throws TypeError for bytes that are no UTF-8
 */
export function decodeUtf8(bytes: Uint8Array): string {
  if (nodeBuffer === undefined || !isAscii(bytes)) {
    // A byte that is no UTF-8 must fail: the default would put U+FFFD into the data and tell nobody. A BOM is no JSON.
    decoder ??= new TextDecoder("utf-8", { fatal: true });
    return decoder.decode(bytes);
  }
  return nodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

/** How many bytes a string takes in UTF-8, without encoding it. A lone surrogate counts as U+FFFD. */
export function utf8ByteLength(text: string): number {
  return nodeBuffer === undefined ? utf8ByteLengthPortably(text) : nodeBuffer.byteLength(text);
}

/** As {@link utf8ByteLength}, without Node. */
export function utf8ByteLengthPortably(text: string): number {
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

/** The length of a string as Smithy counts it: in code points. */
export function codePointLength(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length - 1; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text, index + 1)) {
      length -= 1;
      index += 1;
    }
  }
  return length;
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code < 0xe000;
}
