import { type NodeBuffer, type NodeBufferConstructor, nodeBuffer } from "./node-buffer.js";

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

/** Bytes as base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  return nodeBuffer === undefined ? encodePortably(bytes) : encodeByNode(nodeBuffer, bytes);
}

/** The bytes of a base64 string, in memory of their own; undefined when the text is no base64. */
export function decodeBase64(text: string): Uint8Array | undefined {
  return nodeBuffer === undefined ? decodePortably(text) : decodeByNode(nodeBuffer, text);
}

/**
 * How much of a blob is turned into base64 at a time: a multiple of 3, so that the pieces join, and short enough that
 * the text stays in the processor's cache. A blob of 1 MiB takes half the time that it takes in one piece.
 */
const pieceBytes = 24 * 1024;

/** Writes bytes as base64 into memory of Node's that has room for it, and returns how many characters it took. */
export function base64Into(bytes: Uint8Array, memory: NodeBuffer, offset: number): number {
  const { length } = bytes;
  const source = (nodeBuffer as NodeBufferConstructor).from(bytes.buffer, bytes.byteOffset, length);
  let at = offset;
  for (let start = 0; start < length; start += pieceBytes) {
    at += memory.write(source.toString("base64", start, Math.min(start + pieceBytes, length)), at, "latin1");
  }
  return at - offset;
}

function encodeByNode(buffer: NodeBufferConstructor, bytes: Uint8Array): string {
  return buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

function decodeByNode(buffer: NodeBufferConstructor, text: string): Uint8Array | undefined {
  const length = decodedLength(text);
  if (length === undefined) return undefined;
  // Buffer.from(text, "base64") would hand out views of one shared pool: whoever transfers one record's memory to a
  // worker would take the others with it.
  const bytes = new Uint8Array(length);
  const written = buffer.from(bytes.buffer, 0, length).write(text, "base64");
  // Buffer skips what is no base64 and so comes out shorter than the text promised.
  return written === length ? bytes : undefined;
}

/** btoa takes a string with one character a byte; the chunks keep the argument list within every engine's limit. */
const chunk = 0x3000;

/** As {@link encodeBase64}, with what browsers have. */
export function encodePortably(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += chunk) {
    binary += String.fromCharCode(...bytes.subarray(start, start + chunk));
  }
  return btoa(binary);
}

/** As {@link decodeBase64}, with what browsers have. */
export function decodePortably(text: string): Uint8Array | undefined {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
