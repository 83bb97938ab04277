import { floor, ours, type Row, rival } from "../row.js";
import { callRow } from "./call-row.js";
import { cpuFigures, cpuMethod } from "./cpu-figures.js";

export const putRecord: Row = callRow({
  name: "put-record",
  title: "PutRecord, 1 KiB",
  explanation: `One record of 1 KiB a call. ${cpuMethod}`,
  workload: "put-record",
  calls: 3_000,
  inFlight: 20,
  figures: cpuFigures,
  comparisons: [
    { title: "PutRecord, 1 KiB: CPU", figure: "cpu", of: ours, against: rival, goal: 0.15 },
    { title: "PutRecord, 1 KiB: CPU", figure: "cpu", of: ours, against: floor, goal: 1.8 },
  ],
});
