import type { Row } from "../row.js";
import { getRecords } from "./get-records.js";
import { latency } from "./latency.js";
import { putRecord } from "./put-record.js";
import { putRecords } from "./put-records.js";

/** The rows of the table, in its order. */
export const rows: readonly Row[] = [putRecord, putRecords, getRecords, latency];
