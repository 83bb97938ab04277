import { nodeEntryClient } from "../clients/load.js";
import { floor, ours, type Row, rival, type Sample } from "../row.js";

export const firstCall: Row = {
  name: "first-call",
  title: "Import and first call, cold process",
  explanation:
    "A fresh process, from the beginning of the import until the answer to its first PutRecord is there; Node's own start " +
    "is not counted, the files are in the system's cache. Credentials and region are given, also to the entry that would " +
    "find them by itself. Each measurement is one process.",
  contenders: [ours, nodeEntryClient, rival, floor],
  figures: [
    { key: "import", title: "import", unit: "ms" },
    { key: "ready", title: "import and first call", unit: "ms" },
    { key: "cpu", title: "CPU of both", unit: "ms" },
  ],
  comparisons: [
    { title: "Import alone", figure: "import", of: ours, against: rival },
    { title: "Import and first call, lean entry", figure: "ready", of: ours, against: rival, goal: 0.2 },
    { title: "Import and first call, root entry", figure: "ready", of: nodeEntryClient, against: rival, goal: 0.2 },
    { title: "Import and first call, lean entry", figure: "ready", of: ours, against: floor },
    { title: "CPU of import and first call, lean entry", figure: "cpu", of: ours, against: rival },
  ],
  passes: 1,
  warmUps: 2,
  rounds: 20,
  async open({ processes }) {
    const server = await processes.start("servers/stub-server");
    const endpoint = `http://127.0.0.1:${server.greeting}`;
    return {
      measure: async (contender) => (await processes.run("workers/first-call", [contender, endpoint])) as Sample,
      close: () => server.stop(),
    };
  },
};
