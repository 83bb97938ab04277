import { encodeBase64 } from "./base64.js";
import { BodyMemory } from "./body-memory.js";
import { type NodeBuffer, nodeBuffer } from "./node-buffer.js";
import { utf8Bytes } from "./text.js";

/** Strings of these characters alone are their own JSON, between quotes. All base64 is, and nearly every name and key. */
const needsEscape = /[^ !#-[\]-~]/;

/** From this length on a blob goes straight into the body's memory; below, the calls into Node would cost more. */
const directBytes = 256;

/**
 * How much of a blob is turned into base64 at a time: a multiple of 3, so that the pieces join, and short enough that
 * the text stays in the processor's cache. A blob of 1 MiB takes half the time that it takes in one piece.
 */
const pieceBytes = 24 * 1024;

/**
 * Writes JSON into the memory that goes over the wire. Short text is gathered and encoded in one go; large blobs become
 * base64 in place. A body of 500 records of 1 KiB takes a quarter of the time that `JSON.stringify` and `TextEncoder` take,
 * and no intermediate string of the body's size.
 *
 * The caller writes one value: it sees to it that lists and objects end. Names, keys and elements get their commas here.
 */
export class JsonWriter {
  /** What was written and not yet encoded. */
  #text = "";
  #memory: NodeBuffer | undefined;
  /** How much of the memory is written. */
  #length = 0;
  /** Whether the next member or element follows another one. */
  #follows = false;
  readonly #expected: number;

  readonly #source: BodyMemory;

  /**
   * @param expected about how many bytes there will be, 0 when nobody knows
   * @param source where memory comes from
   */
  constructor(expected = 0, source: BodyMemory = new BodyMemory()) {
    this.#expected = expected;
    this.#source = source;
  }

  /** Begins an object or a list. */
  begin(bracket: "{" | "["): void {
    this.#text += bracket;
    this.#follows = false;
  }

  /** Ends what began last. */
  end(bracket: "}" | "]"): void {
    this.#text += bracket;
    this.#follows = true;
  }

  /** Writes the name of a member, which holds nothing to escape; its value follows. */
  member(name: string): this {
    this.#text += this.#follows ? `,"${name}":` : `"${name}":`;
    this.#follows = true;
    return this;
  }

  /** Writes the key of a map; its value follows. */
  key(key: string): this {
    this.element().string(key);
    this.#text += ":";
    return this;
  }

  /** Announces an element of a list; its value follows. */
  element(): this {
    if (this.#follows) this.#text += ",";
    this.#follows = true;
    return this;
  }

  /** Writes a string. */
  string(value: string): void {
    this.#text += needsEscape.test(value) ? JSON.stringify(value) : `"${value}"`;
  }

  /** Writes what is JSON already. */
  raw(json: string): void {
    this.#text += json;
  }

  /** Writes bytes as a string in base64. */
  base64(bytes: Uint8Array): void {
    const { length } = bytes;
    if (nodeBuffer === undefined || length < directBytes) {
      this.#text += `"${encodeBase64(bytes)}"`;
      return;
    }
    this.#text += '"';
    this.#encodeText(Math.ceil(length / 3) * 4);
    const memory = this.#memory as NodeBuffer;
    const source = nodeBuffer.from(bytes.buffer, bytes.byteOffset, length);
    for (let start = 0; start < length; start += pieceBytes) {
      const piece = source.toString("base64", start, Math.min(start + pieceBytes, length));
      this.#length += memory.write(piece, this.#length, "latin1");
    }
    this.#text = '"';
  }

  /** All that was written, in UTF-8. */
  finish(): Uint8Array {
    if (this.#memory === undefined) return utf8Bytes(this.#text);
    this.#encodeText(0);
    const { buffer, byteOffset } = this.#memory;
    return new Uint8Array(buffer, byteOffset, this.#length);
  }

  /** Encodes the text so far, and makes room for as many bytes after it. */
  #encodeText(after: number): void {
    // No character takes more than 3 bytes.
    const most = this.#text.length * 3;
    const memory = this.#reserve(most + after);
    this.#length += memory.write(this.#text, this.#length, most, "utf8");
    this.#text = "";
  }

  #reserve(more: number): NodeBuffer {
    const needed = this.#length + more;
    const memory = this.#memory;
    if (memory !== undefined && needed <= memory.length) return memory;
    // Room is asked for as if each character took 3 bytes: with none to spare, the last few would find too little.
    const wanted = memory === undefined ? this.#expected + Math.min(this.#expected >>> 3, 4096) : 2 * memory.length;
    const larger = this.#source.take(Math.max(needed, wanted));
    memory?.copy(larger, 0, 0, this.#length);
    this.#memory = larger;
    return larger;
  }
}
