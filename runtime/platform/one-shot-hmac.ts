import type crypto from "node:crypto";

const blockBytes = 64;
const digestBytes = 32;

/** Characters. What is signed for a request is shorter by far. */
const longestText = 512;

/** A key, ready to be hashed in front of a text and in front of that hash; with room for both. */
interface PaddedKey {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

/** By the key's own object, so that these copies of it go when it goes. */
const paddedKeys: WeakMap<Uint8Array, PaddedKey> = /* @__PURE__ */ new WeakMap();

/**
 * HMAC-SHA-256 (RFC 2104) in hexadecimal digits, by two hashes in one shot each: an object for it takes twice as long, a
 * twentieth of a small call. It pays for a key that is used again and again, and that nobody changes. Undefined for
 * a key of more than a block and for a text that is too long.
 */
export function oneShotHmac(hash: typeof crypto.hash, key: Uint8Array, text: string): string | undefined {
  if (key.byteLength > blockBytes || text.length > longestText) return undefined;
  let padded = paddedKeys.get(key);
  if (padded === undefined) {
    padded = { inner: pad(key, 0x36, 3 * longestText), outer: pad(key, 0x5c, digestBytes) };
    paddedKeys.set(key, padded);
  }
  const { inner, outer } = padded;
  const length = inner.write(text, blockBytes, "utf8");
  outer.write(hash("sha256", inner.subarray(0, blockBytes + length), "binary"), blockBytes, "binary");
  return hash("sha256", outer, "hex");
}

/** A block of the key and zeros, each byte changed, and room behind it. */
function pad(key: Uint8Array, change: number, room: number): Buffer {
  const padded = Buffer.alloc(blockBytes + room);
  padded.set(key);
  for (let index = 0; index < blockBytes; index++) padded[index] = (padded[index] as number) ^ change;
  return padded;
}
