import { asciiInto, base64Into, bodyMemory, utf8Into } from "#platform";
import type { BodyMemory } from "../platform/platform.js";
import type { BlobApart } from "./composed-body.js";

/** Strings of these characters alone are their own JSON, between quotes. All base64 is, and nearly every name and key. */
const needsEscape = /[^ !#-[\]-~]/;

/** Up to this length a loop is faster than a regular expression and a call into Node. */
const shortText = 100;

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;

/** From this length on a blob may stay apart from the text. */
export const apartBytes: number = 128 * 1024;

/**
 * Writes JSON into the memory that goes over the wire, large blobs as base64 in place. A body of 500 records of 1 KiB takes
 * a sixth of the time that `JSON.stringify` and `TextEncoder` take, and no string of the body's size.
 *
 * The caller writes one value: it sees to it that lists and objects end. Names, keys and elements get their commas here.
 */
export class JsonWriter {
  #memory: Uint8Array;
  /** How much of the memory is written. */
  #length = 0;
  /** Whether the next member or element follows another one. */
  #follows = false;
  readonly #source: BodyMemory;
  readonly #apart: BlobApart[] | undefined;

  /**
   * @param expected about how many bytes there will be
   * @param source where memory comes from
   * @param apart where large blobs are put instead of being written; without it they are written like any other
   */
  constructor(expected = 256, source: BodyMemory = bodyMemory(), apart?: BlobApart[]) {
    this.#source = source;
    this.#apart = apart;
    // Room is asked for as if each character took 3 bytes: with none to spare, the last few would find too little.
    this.#memory = source.take(expected + Math.min(expected >>> 3, 4096));
  }

  /** Begins an object or a list. */
  begin(bracket: "{" | "["): void {
    this.#character(bracket.charCodeAt(0));
    this.#follows = false;
  }

  /** Ends what began last. */
  end(bracket: "}" | "]"): void {
    this.#character(bracket.charCodeAt(0));
    this.#follows = true;
  }

  /** Writes the name of a member, which is ASCII and holds nothing to escape; its value follows. */
  member(name: string): this {
    const { length } = name;
    this.#reserve(length + 4);
    const memory = this.#memory;
    let at = this.#length;
    if (this.#follows) memory[at++] = comma;
    memory[at++] = quote;
    for (let index = 0; index < length; index++) memory[at++] = name.charCodeAt(index);
    memory[at++] = quote;
    memory[at++] = colon;
    this.#length = at;
    this.#follows = true;
    return this;
  }

  /** Writes the key of a map; its value follows. */
  key(key: string): this {
    this.element().string(key);
    this.#character(colon);
    return this;
  }

  /** Announces an element of a list; its value follows. */
  element(): this {
    if (this.#follows) this.#character(comma);
    this.#follows = true;
    return this;
  }

  /** Writes a string. */
  string(value: string): void {
    if (value.length <= shortText) {
      if (this.#shortString(value)) return;
    } else if (!needsEscape.test(value)) {
      this.#character(quote);
      this.#ascii(value);
      this.#character(quote);
      return;
    }
    this.raw(JSON.stringify(value));
  }

  /** Writes a string and looks at each character on the way: false, and nothing is written, when one needs an escape. */
  #shortString(value: string): boolean {
    const { length } = value;
    this.#reserve(length + 2);
    const memory = this.#memory;
    let at = this.#length;
    memory[at++] = quote;
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index);
      if (code < 0x20 || code > 0x7e || code === quote || code === backslash) return false;
      memory[at++] = code;
    }
    memory[at++] = quote;
    this.#length = at;
    return true;
  }

  /** Writes what is JSON already. */
  raw(json: string): void {
    this.#reserve(json.length * 3);
    this.#length += utf8Into(json, this.#memory, this.#length);
  }

  /** Writes bytes as a string in base64. */
  base64(bytes: Uint8Array): void {
    this.#character(quote);
    if (this.#apart !== undefined && bytes.length >= apartBytes) {
      this.#apart.push({ at: this.#length, bytes, length: bytes.length });
    } else {
      this.#reserve(Math.ceil(bytes.length / 3) * 4);
      this.#length += base64Into(bytes, this.#memory, this.#length);
    }
    this.#character(quote);
  }

  /** All that was written, in UTF-8. */
  finish(): Uint8Array {
    const { buffer, byteOffset } = this.#memory;
    return new Uint8Array(buffer, byteOffset, this.#length);
  }

  #character(code: number): void {
    this.#reserve(1);
    this.#memory[this.#length++] = code;
  }

  #ascii(text: string): void {
    this.#reserve(text.length);
    this.#length += asciiInto(text, this.#memory, this.#length);
  }

  /** Makes room for as many more bytes. */
  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#memory.length) return;
    const larger = this.#source.take(Math.max(needed, 2 * this.#memory.length));
    larger.set(this.#memory.subarray(0, this.#length));
    this.#memory = larger;
  }
}
