/** What the codecs use of Node's `Buffer`: it is several times as fast as what browsers have. */
export type NodeBuffer = Uint8Array & {
  toString(encoding: "base64" | "latin1" | "utf8", start?: number, end?: number): string;
  write(text: string, encoding: "base64"): number;
  write(text: string, offset: number, encoding: "base64" | "latin1"): number;
  write(text: string, offset: number, length: number, encoding: "utf8"): number;
  indexOf(text: string, from: number, encoding: "latin1"): number;
  copy(target: NodeBuffer, targetStart: number, start: number, end: number): number;
};

/** What the codecs use of the class itself. */
export interface NodeBufferConstructor {
  from(data: ArrayBufferLike, offset: number, length: number): NodeBuffer;
  /** Memory with whatever it held before; small pieces share some. */
  allocUnsafe(length: number): NodeBuffer;
  /** As `allocUnsafe`, in memory that nobody shares. */
  allocUnsafeSlow(length: number): NodeBuffer;
  byteLength(text: string): number;
}

/** Node's `Buffer`, found on the global object, so that no bundler adds a copy. For what `#platform` means on Node alone. */
export const nodeBuffer: NodeBufferConstructor = (globalThis as unknown as { Buffer: NodeBufferConstructor }).Buffer;
