/** Measures CPU and wall time of a call, contender by contender in turn; see README.md beside this file. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { awsSdk } from "./clients/aws-sdk.js";
import { floor } from "./clients/floor.js";
import { shardwright } from "./clients/shardwright.js";
import { type Contender, type Workload, workloads } from "./workload.js";

const inFlight = 20;

interface Sample {
  /** Microseconds of this process's CPU for one call. */
  readonly cpu: number;
  /** Microseconds of wall time for one call, with {@link inFlight} calls in the air. */
  readonly wall: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "5" } },
});
const rounds = Number(values.rounds);
const chosen = workloads.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (chosen.length === 0 || !Number.isInteger(rounds) || rounds < 1) {
  console.error(
    `bench: give none or some of ${workloads.map(({ name }) => name).join(", ")}, and --rounds N with N >= 1`,
  );
  process.exit(2);
}

const server = fork(new URL("./stub-server.ts", import.meta.url), { execArgv: process.execArgv });
try {
  const [port] = (await once(server, "message")) as [number];
  const endpoint = `http://127.0.0.1:${port}`;
  const contenders = [shardwright(endpoint), awsSdk(endpoint), floor(endpoint)];
  for (const workload of chosen) await compare(workload, contenders);
  for (const contender of contenders) contender.close();
} finally {
  server.disconnect();
}

async function compare(workload: Workload, contenders: readonly Contender[]): Promise<void> {
  const samples = new Map<Contender, Sample[]>(contenders.map((contender) => [contender, []]));
  for (const contender of contenders) await measure(workload, contender);
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) samples.get(contender)?.push(await measure(workload, contender));
  }
  const [ours] = contenders;
  const reference = ours === undefined ? Number.NaN : median(samples.get(ours) ?? [], "cpu");
  console.log(`\n${workload.title}: ${workload.calls} calls a round, ${inFlight} in flight, ${rounds} rounds`);
  console.table(
    contenders.map((contender) => {
      const own = samples.get(contender) ?? [];
      const cpu = median(own, "cpu");
      return {
        contender: contender.name,
        "CPU us/call": Math.round(cpu),
        spread: `${Math.round(Math.min(...own.map((s) => s.cpu)))} - ${Math.round(Math.max(...own.map((s) => s.cpu)))}`,
        "wall us/call": Math.round(median(own, "wall")),
        "ours / theirs": (reference / cpu).toFixed(2),
      };
    }),
  );
}

async function measure(workload: Workload, contender: Contender): Promise<Sample> {
  let left = workload.calls;
  const worker = async () => {
    while (left-- > 0) await contender.run(workload.name);
  };
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const cpu = process.cpuUsage(cpuBefore);
  return {
    cpu: (cpu.user + cpu.system) / workload.calls,
    wall: ((performance.now() - wallBefore) * 1_000) / workload.calls,
  };
}

function median(samples: readonly Sample[], figure: keyof Sample): number {
  const sorted = samples.map((sample) => sample[figure]).sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
