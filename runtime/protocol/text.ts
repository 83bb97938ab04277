/** Encodes text as UTF-8. */
export const encoder: TextEncoder = /* @__PURE__ */ new TextEncoder();

/** A string's bytes in UTF-8. A lone surrogate becomes U+FFFD. */
export function utf8Bytes(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/**
 * The text of UTF-8 bytes.
 *
 * @throws TypeError for bytes that are no UTF-8
 */
export function decodeStrictly(bytes: Uint8Array): string {
  // A byte that is no UTF-8 must fail: the default would put U+FFFD into the data and tell nobody. A BOM is no JSON.
  decoder ??= new TextDecoder("utf-8", { fatal: true });
  return decoder.decode(bytes);
}

let decoder: TextDecoder | undefined;

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

/** Whether a string has the second half of a pair there. */
export function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code < 0xe000;
}
