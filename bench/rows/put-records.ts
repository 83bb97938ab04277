import { floor, ours, type Row, rival } from "../row.js";
import { callRow } from "./call-row.js";
import { cpuFigures, cpuMethod } from "./cpu-figures.js";

export const putRecords: Row = callRow({
  name: "put-records",
  title: "PutRecords, 500 x 1 KiB",
  explanation: `500 records of 1 KiB a call, the most that one takes. ${cpuMethod}`,
  workload: "put-records",
  calls: 150,
  inFlight: 20,
  figures: cpuFigures,
  comparisons: [
    { title: "PutRecords, 500 x 1 KiB: CPU", figure: "cpu", of: ours, against: rival, goal: 0.36 },
    { title: "PutRecords, 500 x 1 KiB: CPU", figure: "cpu", of: ours, against: floor, goal: 1.15 },
  ],
});
