/**
 * Reads an event stream: CPU and events per second beside the AWS SDK, from one HTTP/2 server and with the same frames.
 *
 *   npm run bench:subscribe                  both, in turn
 *   npm run bench:subscribe -- --memory      this client alone: 1 GiB through a reader that takes 1 ms an event
 *
 * The server is a process of its own. See README.md beside this file.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { KinesisClient as SdkClient, SubscribeToShardCommand } from "@aws-sdk/client-kinesis";
import { KinesisClient } from "../generated/kinesis/client.js";
import { subscribeToShard } from "../generated/kinesis/operations/subscribe-to-shard.js";
import { credentials, region } from "./workload.js";

const mebibyte = 1024 * 1024;
const input = {
  ConsumerARN: "arn:aws:kinesis:us-east-1:111122223333:stream/bench/consumer/bench:1772445601",
  ShardId: "shardId-000000000000",
  StartingPosition: { Type: "TRIM_HORIZON" },
} as const;

/** What one stream brought. */
interface Tally {
  events: number;
  records: number;
  /** Of data, decoded. */
  bytes: number;
}

interface Contender {
  readonly name: string;
  read(): Promise<Tally>;
  close(): void;
}

interface Sample {
  readonly cpuPerMebibyte: number;
  readonly eventsPerSecond: number;
}

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, memory: { type: "boolean", default: false } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error("bench: --rounds N needs a whole number of at least 1");
  process.exit(2);
}

const server = fork(new URL("./servers/subscribe-server.ts", import.meta.url), { execArgv: process.execArgv });
try {
  const [port] = (await once(server, "message")) as [number];
  const endpoint = `http://127.0.0.1:${port}`;
  if (values.memory) await measureMemory(endpoint);
  else await compare([shardwright(endpoint), awsSdk(endpoint)]);
} finally {
  server.disconnect();
}

function shardwright(endpoint: string): Contender {
  const client = new KinesisClient({ region, credentials, endpoint });
  return {
    name: "shardwright",
    async read() {
      const tally = { events: 0, records: 0, bytes: 0 };
      const { EventStream } = await subscribeToShard(client, input);
      for await (const { SubscribeToShardEvent: event } of EventStream) count(tally, event?.Records);
      return tally;
    },
    close: () => client.close(),
  };
}

function awsSdk(endpoint: string): Contender {
  const client = new SdkClient({ region, credentials, endpoint });
  return {
    name: "@aws-sdk/client-kinesis",
    async read() {
      const tally = { events: 0, records: 0, bytes: 0 };
      const { EventStream } = await client.send(new SubscribeToShardCommand(input));
      for await (const { SubscribeToShardEvent: event } of EventStream ?? []) count(tally, event?.Records);
      return tally;
    },
    close: () => client.destroy(),
  };
}

function count(tally: Tally, records: readonly { readonly Data?: Uint8Array | undefined }[] | undefined): void {
  if (records === undefined) return;
  tally.events++;
  tally.records += records.length;
  for (const { Data } of records) tally.bytes += Data?.byteLength ?? 0;
}

async function compare(contenders: readonly Contender[]): Promise<void> {
  const samples = new Map<Contender, Sample[]>(contenders.map((contender) => [contender, []]));
  let tally: Tally | undefined;
  for (const contender of contenders) tally = await contender.read();
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) samples.get(contender)?.push(await measure(contender, tally));
  }
  const [ours] = contenders;
  const reference = median(ours === undefined ? [] : (samples.get(ours) ?? []), "cpuPerMebibyte");
  console.log(
    `\nSubscribeToShard: ${tally?.events} events with ${tally?.records} records, ` +
      `${Math.round((tally?.bytes ?? 0) / mebibyte)} MiB of data a round, ${rounds} rounds`,
  );
  console.table(
    contenders.map((contender) => {
      const own = samples.get(contender) ?? [];
      const cpu = median(own, "cpuPerMebibyte");
      const all = own.map(({ cpuPerMebibyte }) => cpuPerMebibyte);
      return {
        contender: contender.name,
        "CPU ms/MiB": cpu.toFixed(2),
        spread: `${Math.min(...all).toFixed(2)} - ${Math.max(...all).toFixed(2)}`,
        "events/s": Math.round(median(own, "eventsPerSecond")),
        "ours / theirs": (reference / cpu).toFixed(2),
      };
    }),
  );
  for (const contender of contenders) contender.close();
}

async function measure(contender: Contender, expected: Tally | undefined): Promise<Sample> {
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  const tally = await contender.read();
  const wall = performance.now() - wallBefore;
  const { user, system } = process.cpuUsage(cpuBefore);
  if (JSON.stringify(tally) !== JSON.stringify(expected)) throw new Error(`${contender.name} read something else`);
  return {
    cpuPerMebibyte: (user + system) / 1_000 / (tally.bytes / mebibyte),
    eventsPerSecond: tally.events / (wall / 1_000),
  };
}

/** The most memory that a gibibyte takes on its way through a reader that is slower than the server. */
async function measureMemory(endpoint: string): Promise<void> {
  const client = new KinesisClient({ region, credentials, endpoint: `${endpoint}/endless` });
  const { EventStream } = await subscribeToShard(client, input);
  const tally = { events: 0, records: 0, bytes: 0 };
  let baseline = 0;
  let peak = 0;
  for await (const { SubscribeToShardEvent: event } of EventStream) {
    count(tally, event?.Records);
    await sleep(1);
    // What the runtime grows by itself, to decode anything at all, is the baseline.
    if (tally.bytes < 16 * mebibyte) baseline = Math.max(baseline, process.memoryUsage.rss());
    else peak = Math.max(peak, process.memoryUsage.rss());
    if (tally.bytes >= 1024 * mebibyte) break;
  }
  const grown = Math.max(0, peak - baseline) / mebibyte;
  console.log(
    `\n${Math.round(tally.bytes / mebibyte)} MiB in ${tally.events} events at 1 ms each: ` +
      `${Math.round(baseline / mebibyte)} MiB resident after 16 MiB, at most ${grown.toFixed(1)} MiB more until the end`,
  );
  client.close();
}

function median(samples: readonly Sample[], figure: keyof Sample): number {
  const sorted = samples.map((sample) => sample[figure]).sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
