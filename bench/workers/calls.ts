/** Calls as one contender, and tells what the calls took. Arguments: contender, endpoint, workload. */
import { load } from "../clients/load.js";
import type { Workload } from "../workload.js";

/** What to measure. */
export interface CallsQuestion {
  readonly calls: number;
  readonly inFlight: number;
}

/** What a call took, in microseconds. */
export interface CallsAnswer {
  /** CPU time of the process, all of its threads, divided by the calls. */
  readonly cpu: number;
  /** Wall time from the first call to the last answer, divided by the calls. */
  readonly wall: number;
  /** Wall time from a call to its answer: the median and the 99th percentile of all. */
  readonly median: number;
  readonly percentile99: number;
}

const [name = "", endpoint = "", workload = ""] = process.argv.slice(2);
const contender = (await load(name))(endpoint);
process.on("disconnect", () => process.exit());
process.on("message", async (question: CallsQuestion) => process.send?.(await measure(question)));
process.send?.("ready");

async function measure({ calls, inFlight }: CallsQuestion): Promise<CallsAnswer> {
  const times = new Float64Array(calls);
  let started = 0;
  const caller = async (): Promise<void> => {
    while (started < calls) {
      const call = started++;
      const before = performance.now();
      await contender.run(workload as Workload);
      times[call] = performance.now() - before;
    }
  };
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  await Promise.all(Array.from({ length: inFlight }, caller));
  const wall = performance.now() - wallBefore;
  const { user, system } = process.cpuUsage(cpuBefore);
  times.sort();
  return {
    cpu: (user + system) / calls,
    wall: (wall * 1_000) / calls,
    median: (times[Math.floor(calls / 2)] ?? 0) * 1_000,
    percentile99: (times[Math.floor(calls * 0.99)] ?? 0) * 1_000,
  };
}
