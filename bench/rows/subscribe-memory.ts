import { ours, type Row, rival } from "../row.js";
import { openSubscribers } from "./open-subscribers.js";

const mebibyte = 1024 * 1024;

export const subscribeMemory: Row = {
  name: "subscribe-memory",
  title: "SubscribeToShard, 1 GiB through a slow reader",
  explanation:
    "The server sends as fast as it may; the reader takes 1 ms an event. Shown is the growth of resident memory above what " +
    "the first 16 MiB took: a client that does not hold back the server buffers what the reader has not yet taken. What V8 " +
    "has yet to collect counts too.",
  contenders: [ours, rival],
  figures: [{ key: "growth", title: "growth", unit: "MiB" }],
  comparisons: [],
  passes: 1,
  warmUps: 0,
  rounds: 1,
  open: (bench) => openSubscribers(bench, "/endless", { slowly: (bench.smoke ? 16 : 1_024) * mebibyte }),
};
