/** What the codecs use of Node's `Buffer`: it is several times as fast as what browsers have. */
export interface NodeBuffer {
  readonly length: number;
  toString(encoding: "base64"): string;
  write(text: string, encoding: "base64"): number;
}

/** What the codecs use of the class itself. */
export interface NodeBufferConstructor {
  from(data: ArrayBufferLike, offset: number, length: number): NodeBuffer;
  byteLength(text: string): number;
}

/** Node's `Buffer` where there is one (Node, Bun, Deno); found on the global object, so that no bundler adds a copy. */
export const nodeBuffer: NodeBufferConstructor | undefined = (globalThis as { Buffer?: NodeBufferConstructor }).Buffer;
