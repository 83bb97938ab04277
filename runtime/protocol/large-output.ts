import { readLargeJson } from "#platform";
import type { JsonObject } from "./json.js";

/** Reads large JSON of a common form some at a time; undefined for any other, which is to be parsed as a whole. */
export type ReadLargeOutput = <Output>(bytes: Uint8Array, read: (json: JsonObject) => Output) => Output | undefined;

/**
 * As {@link readLargeJson} of the platform does. Named by the operations whose output holds a list of objects: others have
 * no use for it, and do not bundle it.
 */
export const readLargeOutput: ReadLargeOutput = (bytes, read) => readLargeJson(bytes, read);
