import { floor, ours, type Row, rival, type Sample } from "../row.js";

export const peakMemory: Row = {
  name: "peak-memory",
  title: "Peak memory of 200 PutRecords of 5 MiB",
  explanation:
    "A fresh process sends 200 calls of five records of 1 MiB, 8 in flight. The goal is on the most resident memory of the " +
    "whole process, as a container's limit counts it; what Node itself takes is in it on both sides, which makes the ratio " +
    "harder to win. The growth above what was resident after a first small call is told beside it.",
  contenders: [ours, rival, floor],
  figures: [
    { key: "peak", title: "peak", unit: "MiB" },
    { key: "growth", title: "growth", unit: "MiB" },
  ],
  comparisons: [
    { title: "Peak memory", figure: "peak", of: ours, against: rival, goal: 0.6 },
    { title: "Growth of memory", figure: "growth", of: ours, against: rival },
    { title: "Peak memory", figure: "peak", of: ours, against: floor },
  ],
  passes: 1,
  warmUps: 0,
  rounds: 5,
  async open({ processes, smoke }) {
    const server = await processes.start("servers/stub-server");
    const endpoint = `http://127.0.0.1:${server.greeting}`;
    const calls = smoke ? "8" : "200";
    return {
      measure: async (name) => (await processes.run("workers/peak-memory", [name, endpoint, calls])) as Sample,
      close: () => server.stop(),
    };
  },
};
