let table: Uint32Array | undefined;

/** The remainders of all bytes by the reflected polynomial of IEEE 802.3. */
function remainders(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit += 1) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    }
    return remainder;
  });
}

/** The CRC-32 of bytes (IEEE 802.3): 32 bits without a sign. For platforms that have none of their own. */
export function crc32(bytes: Uint8Array): number {
  // Not when the module is loaded: that would take half a millisecond, and few programs need it.
  table ??= remainders();
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (table[(sum ^ byte) & 0xff] ?? 0);
  return ~sum >>> 0;
}
