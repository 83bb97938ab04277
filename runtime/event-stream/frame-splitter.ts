import { preludeLength, readPrelude } from "./prelude.js";

/**
 * Cuts a stream of bytes, which arrive in chunks of any size, into frames. A frame that lies within one chunk is a view
 * of it; one that spans chunks is put together in memory of its own, each byte copied once.
 */
export class FrameSplitter {
  /** What has arrived and belongs to no frame yet. */
  #chunk: Uint8Array = new Uint8Array(0);
  /** The beginning of a frame whose prelude is not complete. */
  readonly #prelude: Uint8Array = new Uint8Array(preludeLength);
  #preludeBytes = 0;
  /** A frame that spans chunks. */
  #frame: Uint8Array | undefined;
  #frameBytes = 0;
  /** The frame last given that has memory of its own, and such memory that nobody reads any more. */
  #given: Uint8Array | undefined;
  #spare: ArrayBufferLike | undefined;

  /**
   * Takes back a frame that was read: its memory serves a later one. With fresh memory for each, a slow reader of large
   * frames would leave megabytes of them to the garbage collector's next turn. Views of it become invalid.
   */
  release(frame: Uint8Array): void {
    if (frame === this.#given) this.#spare = frame.buffer;
    this.#given = undefined;
  }

  /** Takes what arrived. To be called when {@link FrameSplitter.next} has no frame left. */
  push(chunk: Uint8Array): void {
    this.#chunk = chunk;
  }

  /** Whether a frame has begun and is not complete: an end here is too early. */
  get partial(): boolean {
    return this.#preludeBytes > 0 || this.#frame !== undefined || this.#chunk.byteLength > 0;
  }

  /** The next frame, or undefined when more bytes are needed. @throws MalformedFrame */
  next(): Uint8Array | undefined {
    if (this.#frame === undefined && this.#preludeBytes === 0 && this.#chunk.byteLength >= preludeLength) {
      const total = readPrelude(this.#chunk);
      if (this.#chunk.byteLength >= total) return this.#take(total);
      this.#frame = this.#memoryFor(total);
    }
    this.#frame ??= this.#begin();
    return this.#frame === undefined ? undefined : this.#fill(this.#frame);
  }

  /** Memory for the frame whose prelude is now complete; undefined while it is not. */
  #begin(): Uint8Array | undefined {
    const part = this.#take(preludeLength - this.#preludeBytes);
    this.#prelude.set(part, this.#preludeBytes);
    this.#preludeBytes += part.byteLength;
    if (this.#preludeBytes < preludeLength) return undefined;
    const frame = this.#memoryFor(readPrelude(this.#prelude));
    frame.set(this.#prelude);
    this.#frameBytes = preludeLength;
    this.#preludeBytes = 0;
    return frame;
  }

  /** The frame, once the chunk completes it. */
  #fill(frame: Uint8Array): Uint8Array | undefined {
    const part = this.#take(frame.byteLength - this.#frameBytes);
    frame.set(part, this.#frameBytes);
    this.#frameBytes += part.byteLength;
    if (this.#frameBytes < frame.byteLength) return undefined;
    this.#frame = undefined;
    this.#frameBytes = 0;
    this.#given = frame;
    return frame;
  }

  #memoryFor(length: number): Uint8Array {
    const spare = this.#spare;
    this.#spare = undefined;
    // Much longer memory would be held for the sake of short frames.
    const fits = spare !== undefined && spare.byteLength >= length && spare.byteLength <= 4 * length;
    return fits ? new Uint8Array(spare, 0, length) : new Uint8Array(length);
  }

  /** At most so many bytes of the chunk. */
  #take(most: number): Uint8Array {
    const part = this.#chunk.subarray(0, most);
    this.#chunk = this.#chunk.subarray(part.byteLength);
    return part;
  }
}
