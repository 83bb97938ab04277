import { ours, type Row } from "../row.js";

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;
const polling = "GetRecords of 10 x 1 KiB";
const putting = "PutRecord of 1 KiB";

export const flatHeap: Row = {
  name: "flat-heap",
  title: "100,000 calls, one client",
  explanation:
    "A long poll loop and a long put loop over a socket, 20 calls in flight, in a process each. The heap in use is read " +
    "after garbage collection: at three tenths of the way, when what is to be compiled is compiled, and how much more it is " +
    "at the end.",
  contenders: [polling, putting],
  figures: [
    { key: "heap", title: "heap after 30,000 calls", unit: "MiB" },
    { key: "growth", title: "growth until the end", unit: "KiB" },
  ],
  comparisons: [],
  passes: 1,
  warmUps: 0,
  rounds: 1,
  async open({ processes, smoke }) {
    const server = await processes.start("servers/stub-server", ["10"]);
    const endpoint = `http://127.0.0.1:${server.greeting}`;
    const calls = smoke ? "1000" : "100000";
    return {
      async measure(loop) {
        const workload = loop === polling ? "get-records" : "put-record";
        const args = [ours, endpoint, workload, calls];
        const curve = (await processes.run("workers/flat-heap", args, ["--expose-gc"])) as number[];
        const [start = Number.NaN, end = Number.NaN] = [curve[2], curve.at(-1)];
        return { heap: start / mebibyte, growth: (end - start) / kibibyte };
      },
      close: () => server.stop(),
    };
  },
};
