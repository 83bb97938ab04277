/** How far each of the 64 steps rotates: four rounds of 16 steps. */
const rotations: readonly number[] = /* @__PURE__ */ [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
].flatMap((round) => [...round, ...round, ...round, ...round]);

/** The integer part of 2^32 × |sin(step + 1)|. */
const sines: readonly number[] = /* @__PURE__ */ Array.from({ length: 64 }, (_, step) =>
  Math.floor(2 ** 32 * Math.abs(Math.sin(step + 1))),
);

/**
 * MD5 (RFC 1321) of bytes, for the `Content-MD5` header. WebCrypto does not have it; on Node the platform's own is used.
 * It protects against accidents on the way, not against attackers: the signature does that.
 */
export function md5(bytes: Uint8Array): Uint8Array {
  const state: [number, number, number, number] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  const padded = pad(bytes);
  for (let start = 0; start < padded.byteLength; start += 64) addBlock(state, new DataView(padded.buffer, start, 64));
  const digest = new Uint8Array(16);
  const view = new DataView(digest.buffer);
  for (const [index, word] of state.entries()) view.setUint32(4 * index, word, true);
  return digest;
}

/** The bytes, a one bit, zeros up to 56 bytes of the last block, and the length in bits. */
function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.byteLength + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.byteLength] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.byteLength - 8, BigInt(bytes.byteLength) * 8n, true);
  return padded;
}

function addBlock(state: [number, number, number, number], block: DataView): void {
  let [a, b, c, d] = state;
  for (let step = 0; step < 64; step += 1) {
    const [mixed, word] = mix(step, b, c, d);
    const sum = (a + mixed + (sines[step] ?? 0) + block.getUint32(4 * word, true)) | 0;
    const rotation = rotations[step] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << rotation) | (sum >>> (32 - rotation)))) | 0];
  }
  for (const [index, word] of [a, b, c, d].entries()) state[index] = ((state[index] ?? 0) + word) | 0;
}

/** The round's function of three words of the state, and which word of the block the step takes. */
function mix(step: number, b: number, c: number, d: number): readonly [mixed: number, word: number] {
  if (step < 16) return [(b & c) | (~b & d), step];
  if (step < 32) return [(d & b) | (~d & c), (5 * step + 1) % 16];
  if (step < 48) return [b ^ c ^ d, (3 * step + 5) % 16];
  return [c ^ (b | ~d), (7 * step) % 16];
}
