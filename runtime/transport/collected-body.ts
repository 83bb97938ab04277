import type { ReusedMemory } from "../protocol/body-memory.js";

/** A length beyond this is not believed until the bytes are there. */
const longestBelieved = 32 * 1024 * 1024;

/**
 * A body that arrives in chunks. When its length was announced, each chunk is copied to its place as it comes, while the
 * processor has it at hand; otherwise the chunks are kept and joined at the end.
 */
export class CollectedBody {
  #received = 0;
  #memory: Uint8Array | undefined;
  readonly #chunks: Buffer[] = [];
  readonly #announced: number;
  readonly #source: ReusedMemory;

  /**
   * @param announced bytes; undefined when nobody knows
   * @param source where memory for a body of known length comes from
   */
  constructor(announced: number | undefined, source: ReusedMemory) {
    this.#source = source;
    this.#announced = announced !== undefined && announced <= longestBelieved ? announced : 0;
  }

  /** How many bytes have arrived. */
  get received(): number {
    return this.#received;
  }

  add(chunk: Buffer): void {
    const start = this.#received;
    this.#received += chunk.length;
    // A chunk that is all there will be stays as it is.
    if (start === 0 && chunk.length < this.#announced) this.#memory = this.#source.take(this.#announced);
    // More than was announced makes a response that nobody will read.
    if (this.#memory === undefined) this.#chunks.push(chunk);
    else if (this.#received <= this.#announced) this.#memory.set(chunk, start);
  }

  /** The body, once it is all there. A plain `Uint8Array`: a `Buffer` would surprise whoever slices or compares it. */
  bytes(): Uint8Array {
    const [first] = this.#chunks;
    const whole =
      this.#memory ?? (first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks));
    return new Uint8Array(whole.buffer, whole.byteOffset, this.#received);
  }

  /** Lets the memory of the body be used again; nobody may read the body any more. */
  readonly release = (): void => {
    if (this.#memory !== undefined) this.#source.give(this.#memory);
  };
}
