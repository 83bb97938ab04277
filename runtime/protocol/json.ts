import type { EventStream } from "../event-stream/event-stream.js";
import type { BlobSlab } from "../platform/platform.js";

/** A parsed JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/** A parsed JSON object. */
export interface JsonObject {
  [name: string]: JsonValue | undefined;
}

/** How a response is to be read. */
export interface ReadContext {
  /** `bytes`: blobs become `Uint8Array`. `base64`: they stay the wire's string. */
  readonly blobs: "bytes" | "base64";
  /** How many bytes the response has that is read, all or an event of it; without it each blob has memory of its own. */
  readonly responseBytes?: number | undefined;
  /** Where the response's blobs are decoded to, from the first one on. */
  slab?: BlobSlab | undefined;
  /** The events that follow the response, where the operation has an event stream. */
  readonly eventStream?: EventStream<unknown, unknown>;
}
