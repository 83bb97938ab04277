import { floor, ours, type Row, rival } from "../row.js";
import { callRow } from "./call-row.js";
import { cpuFigures, cpuMethod } from "./cpu-figures.js";

export const getRecords: Row = callRow({
  name: "get-records",
  title: "GetRecords, 1,000 x 1 KiB",
  explanation: `1,000 records of 1 KiB in each answer, decoded to bytes. ${cpuMethod}`,
  workload: "get-records",
  calls: 100,
  inFlight: 20,
  figures: cpuFigures,
  comparisons: [
    { title: "GetRecords, 1,000 x 1 KiB: CPU", figure: "cpu", of: ours, against: rival, goal: 0.42 },
    { title: "GetRecords, 1,000 x 1 KiB: CPU", figure: "cpu", of: ours, against: floor, goal: 1.1 },
  ],
});
