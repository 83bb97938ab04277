import { floor, ours, type Row, rival } from "../row.js";
import { callRow } from "./call-row.js";

export const latency: Row = callRow({
  name: "latency",
  title: "PutRecord, 1 KiB, one at a time",
  explanation:
    "The next call starts when the answer to the one before is there: wall time from call to answer, the stub server's " +
    "own time included. Each measurement gives the median and the 99th percentile of its calls.",
  workload: "put-record",
  calls: 2_000,
  inFlight: 1,
  figures: [
    { key: "median", title: "median", unit: "µs" },
    { key: "percentile99", title: "99th percentile", unit: "µs" },
  ],
  comparisons: [
    { title: "PutRecord, one at a time: median", figure: "median", of: ours, against: rival, goal: 0.4 },
    { title: "PutRecord, one at a time: median", figure: "median", of: ours, against: floor, goal: 1.3 },
    { title: "PutRecord, one at a time: 99th percentile", figure: "percentile99", of: ours, against: rival, goal: 0.4 },
    { title: "PutRecord, one at a time: 99th percentile", figure: "percentile99", of: ours, against: floor, goal: 1.3 },
  ],
});
