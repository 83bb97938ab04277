import { ShardwrightError } from "../errors/shardwright-error.js";
import { base64Into } from "./node-base64.js";
import { nodeBuffer } from "./node-buffer.js";

/** Bytes that belong into a JSON text, between two quotes, as base64. */
export interface BlobApart {
  /** Where in the text. */
  readonly at: number;
  readonly bytes: Uint8Array;
  /** How many there were when the text was written. */
  readonly length: number;
}

/** How much of a body is made at a time. */
const pieceBytes = 256 * 1024;

/**
 * A body whose large blobs are still the caller's bytes: each time it is sent they are turned into base64 piece by piece.
 * It takes a quarter of a MiB where a body of bytes takes four thirds of its blobs; eight calls of 5 MiB at a time then
 * need half the memory. In exchange blobs are encoded twice, once for the hash.
 *
 * The hash is that of the moment when the call was made. Bytes that the caller changes later do not go with it any more:
 * the service refuses the request.
 */
export class ComposedBody {
  readonly #text: Uint8Array;
  readonly #apart: readonly BlobApart[];
  #whole: Uint8Array | undefined;
  /** How many bytes it has when it is sent. */
  readonly byteLength: number;
  /** Its SHA-256 in hexadecimal digits. */
  readonly sha256: string;

  /**
   * @param apart in the order of their places in the text
   * @param hash the SHA-256 of bytes that come in pieces
   */
  constructor(text: Uint8Array, apart: readonly BlobApart[], hash: (pieces: Iterable<Uint8Array>) => string) {
    this.#text = text;
    this.#apart = apart;
    this.byteLength = apart.reduce((sum, { length }) => sum + Math.ceil(length / 3) * 4, text.byteLength);
    this.sha256 = hash(this.pieces());
  }

  /**
   * The body from its beginning. Each piece is in the same memory and may be read until the next one is asked for.
   *
   * @throws ShardwrightError when a blob is not as long any more as it was
   */
  *pieces(): Generator<Uint8Array, void> {
    const memory = nodeBuffer.allocUnsafeSlow(Math.min(pieceBytes, this.byteLength));
    let filled = 0;
    let from = 0;
    for (const { at, bytes, length } of [...this.#apart, { at: this.#text.length, bytes: nothing, length: 0 }]) {
      for (let taken = 0; from < at; from += taken) {
        taken = Math.min(at - from, memory.length - filled);
        memory.set(this.#text.subarray(from, from + taken), filled);
        filled += taken;
        if (filled === memory.length) {
          yield memory;
          filled = 0;
        }
      }
      for (let start = 0; start < length; ) {
        if (bytes.byteLength !== length) throw changed();
        // Whole groups of three bytes, but at the end.
        const room = Math.floor((memory.length - filled) / 4) * 3;
        const end = Math.min(start + room, length);
        filled += base64Into(bytes.subarray(start, end), memory, filled);
        start = end;
        if (start < length) {
          yield memory.subarray(0, filled);
          filled = 0;
        }
      }
    }
    if (filled > 0) yield memory.subarray(0, filled);
  }

  /** All of it at once. */
  bytes(): Uint8Array {
    if (this.#whole === undefined) {
      const whole = new Uint8Array(this.byteLength);
      let filled = 0;
      for (const piece of this.pieces()) {
        whole.set(piece, filled);
        filled += piece.byteLength;
      }
      this.#whole = whole;
    }
    return this.#whole;
  }
}

const nothing: Uint8Array = /* @__PURE__ */ new Uint8Array(0);

function changed(): ShardwrightError {
  return new ShardwrightError(
    "The length of a blob changed while its request was sent. Leave the bytes of a large request as they are until the call has ended.",
  );
}
