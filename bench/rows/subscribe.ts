import { ours, type Row, rival } from "../row.js";
import { openSubscribers } from "./open-subscribers.js";

export const subscribe: Row = {
  name: "subscribe",
  title: "SubscribeToShard, 400 events of 100 x 1 KiB",
  explanation:
    "An event stream over HTTP/2, read to its end: 40 MiB of data, each record decoded to bytes. Counted is the CPU time " +
    "of the client's process for each MiB of data.",
  contenders: [ours, rival],
  figures: [
    { key: "cpu", title: "CPU a MiB", unit: "ms" },
    { key: "events", title: "events a second", unit: "" },
  ],
  comparisons: [{ title: "SubscribeToShard: CPU", figure: "cpu", of: ours, against: rival, goal: 0.5 }],
  passes: 2,
  warmUps: 2,
  rounds: 5,
  open: (bench) => openSubscribers(bench, "", {}),
};
