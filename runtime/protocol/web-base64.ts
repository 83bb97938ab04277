import { asciiInto } from "./web-text.js";

/** btoa takes a string with one character a byte; the chunks keep the argument list within every engine's limit. */
const chunk = 0x3000;

/** Bytes as base64 with padding, with what browsers have. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += chunk) {
    binary += String.fromCharCode(...bytes.subarray(start, start + chunk));
  }
  return btoa(binary);
}

/** The bytes of a base64 string, in memory of their own; undefined when the text is no base64. */
export function decodeBase64(text: string): Uint8Array | undefined {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  asciiInto(binary, bytes, 0);
  return bytes;
}

/** Writes bytes as base64 into memory that has room for it, and returns how many bytes it took. */
export function base64Into(bytes: Uint8Array, memory: Uint8Array, offset: number): number {
  return asciiInto(encodeBase64(bytes), memory, offset);
}
