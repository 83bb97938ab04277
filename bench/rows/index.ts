import type { Row } from "../row.js";
import { bundle } from "./bundle-size.js";
import { firstCall } from "./first-call.js";
import { flatHeap } from "./flat-heap.js";
import { generate } from "./generate.js";
import { getRecords } from "./get-records.js";
import { installSize } from "./installed-size.js";
import { latency } from "./latency.js";
import { peakMemory } from "./peak-memory.js";
import { putRecord } from "./put-record.js";
import { putRecords } from "./put-records.js";
import { subscribe } from "./subscribe.js";
import { subscribeMemory } from "./subscribe-memory.js";
import { validation } from "./validation.js";

/** The rows of the table, in its order. */
export const rows: readonly Row[] = [
  putRecord,
  putRecords,
  getRecords,
  latency,
  firstCall,
  bundle,
  installSize,
  peakMemory,
  validation,
  subscribe,
  subscribeMemory,
  flatHeap,
  generate,
];
