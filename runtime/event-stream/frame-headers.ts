import { encodeBase64 } from "#platform";
import type { JsonValue } from "../protocol/json.js";

/**
 * Reads the headers of a frame: each a name, the number of a type and a value, without anything between them
 * (smithy.io, "Amazon Event Stream Specification"). Values become what awsJson would have in a body, so that one reader
 * serves both: bytes in base64, times in seconds.
 *
 * @throws RangeError for bytes that end within a header, and for a type that there is not
 */
export function readFrameHeaders(bytes: Uint8Array): Record<string, JsonValue> {
  const input = new HeaderBytes(bytes);
  // Without a prototype: a server may name its headers as it likes.
  const headers: Record<string, JsonValue> = Object.create(null);
  while (input.hasMore) {
    const name = input.text(input.unsigned(1));
    const type = input.unsigned(1);
    const read = valueReaders[type];
    if (read === undefined) throw new RangeError(`The header ${name} is of the unknown type ${type}`);
    headers[name] = read(input);
  }
  return headers;
}

/** By the number of the type: true, false, byte, short, integer, long, byte array, string, timestamp, UUID. */
const valueReaders: readonly ((input: HeaderBytes) => JsonValue)[] = [
  () => true,
  () => false,
  (input) => input.signed(1),
  (input) => input.signed(2),
  (input) => input.signed(4),
  (input) => input.signed(8),
  (input) => encodeBase64(input.take(input.unsigned(2))),
  (input) => input.text(input.unsigned(2)),
  (input) => new Date(input.signed(8)).getTime() / 1000,
  (input) => uuidOf(input.take(16)),
];

// What is no UTF-8 becomes U+FFFD rather than an error: a stream need not end for a header that nobody reads.
const decoder: TextDecoder = /* @__PURE__ */ new TextDecoder();

/** The bytes of headers, taken off from their beginning. */
class HeaderBytes {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get hasMore(): boolean {
    return this.#position < this.#bytes.byteLength;
  }

  unsigned(length: 1 | 2): number {
    const start = this.#advance(length);
    return length === 1 ? this.#view.getUint8(start) : this.#view.getUint16(start);
  }

  /** Eight bytes as the nearest number that JavaScript has. */
  signed(length: 1 | 2 | 4 | 8): number {
    const start = this.#advance(length);
    if (length === 1) return this.#view.getInt8(start);
    if (length === 2) return this.#view.getInt16(start);
    return length === 4 ? this.#view.getInt32(start) : Number(this.#view.getBigInt64(start));
  }

  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  text(length: number): string {
    return decoder.decode(this.take(length));
  }

  /** Where so many bytes begin. */
  #advance(length: number): number {
    const start = this.#position;
    const { byteLength } = this.#bytes;
    if (start + length > byteLength) throw new RangeError(`Headers of ${byteLength} bytes end within one of them`);
    this.#position = start + length;
    return start;
  }
}

/** 16 bytes as 8-4-4-4-12 hexadecimal digits. */
function uuidOf(bytes: Uint8Array): string {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
