/**
 * Reads every shard of a stream with enhanced fan-out while records are put, and would follow shards into their children.
 *
 *   npx tsx --conditions=shardwright-source examples/enhanced-fan-out.ts
 *
 * It starts an embedded Kinesis of its own, and stops it. Ctrl-C ends the reading and cleans up.
 */

import { Kinesis } from "../generated/kinesis/index.js";
import { subscribe } from "../streams/consumer/index.js";
import { type EmbeddedKinesis, startEmbeddedKinesis } from "./embedded-kinesis.js";

const streamName = "enhanced-fan-out";
const consumerName = "example";
const recordsToSend = 60;
/** Milliseconds; a local server settles quickly. */
const patience = { maxWait: 30_000, minDelay: 50 };

interface Stage {
  readonly kinesis: Kinesis;
  readonly consumerARN: string;
  /** Ends the reading: everything has arrived, or Ctrl-C. */
  readonly ending: AbortController;
  /** The partition keys that have arrived, with how often they did. */
  readonly arrived: Map<string, number>;
}

async function main(): Promise<void> {
  const ending = new AbortController();
  const interrupt = (): void => ending.abort(new Error("interrupted"));
  process.once("SIGINT", interrupt);
  let server: EmbeddedKinesis | undefined;
  try {
    server = await startEmbeddedKinesis({ streams: [`${streamName}:2`] });
    await using kinesis = new Kinesis({
      region: "us-east-1",
      endpoint: server.url,
      credentials: { accessKeyId: "example", secretAccessKey: "example" },
    });
    const stage: Stage = { kinesis, consumerARN: await register(kinesis), ending, arrived: new Map() };
    const { Shards = [] } = await kinesis.listShards({ StreamName: streamName });
    await Promise.all([putRecords(stage), ...Shards.map(({ ShardId }) => readShard(stage, ShardId))]);
    report(stage);
  } finally {
    process.off("SIGINT", interrupt);
    await server?.close();
  }
}

/** A consumer is registered once, and may subscribe when it is active. */
async function register(kinesis: Kinesis): Promise<string> {
  const { StreamDescriptionSummary } = await kinesis.describeStreamSummary({ StreamName: streamName });
  const { StreamARN } = StreamDescriptionSummary;
  const { Consumer } = await kinesis.registerStreamConsumer({ StreamARN, ConsumerName: consumerName });
  await kinesis.waitUntil.consumerActive({ ConsumerARN: Consumer.ConsumerARN }, patience);
  console.log(`  ${consumerName} is registered and active.`);
  return Consumer.ConsumerARN;
}

/** Reads a shard to its end and goes on with its children; a child of a merge belongs to the first of its parents. */
async function readShard(stage: Stage, shardId: string): Promise<void> {
  const { kinesis, consumerARN, ending, arrived } = stage;
  const subscription = subscribe(kinesis, {
    consumerARN,
    shardId,
    startingPosition: "TRIM_HORIZON",
    signal: ending.signal,
    onRenewal: ({ reason, delay }) => console.log(`  ${shardId}: subscribing again in ${delay} ms (${reason})`),
  });
  try {
    for await (const { records, millisBehindLatest } of subscription) {
      if (records.length === 0) continue;
      console.log(`  ${shardId}: ${records.length} records, ${millisBehindLatest} ms behind the latest`);
      for (const { PartitionKey = "" } of records) arrived.set(PartitionKey, (arrived.get(PartitionKey) ?? 0) + 1);
      if (arrived.size === recordsToSend) ending.abort(everythingArrived);
    }
  } catch (error) {
    if (error !== everythingArrived) throw error;
  }
  const end = await subscription.ended;
  if (end.reason !== "shardEnd") return;
  const heirs = end.childShards.filter(({ ParentShards }) => ParentShards[0] === shardId);
  await Promise.all(heirs.map(({ ShardId }) => readShard(stage, ShardId)));
}

const everythingArrived = new Error("everything has arrived");

async function putRecords({ kinesis, ending }: Stage): Promise<void> {
  for (let sent = 0; sent < recordsToSend && !ending.signal.aborted; sent += 20) {
    const Records = Array.from({ length: 20 }, (_, index) => ({
      PartitionKey: `key-${sent + index}`,
      Data: `record ${sent + index}`,
    }));
    await kinesis.putRecords({ StreamName: streamName, Records });
    console.log(`  put records ${sent} to ${sent + 19}`);
  }
}

function report({ arrived }: Stage): void {
  const repeated = [...arrived.values()].filter((times) => times > 1).length;
  if (arrived.size !== recordsToSend || repeated > 0) {
    throw new Error(`${arrived.size} of ${recordsToSend} records arrived, ${repeated} of them more than once`);
  }
  console.log(`  Done: each of the ${recordsToSend} records arrived once.`);
}

main().catch((error: unknown) => {
  console.error(`enhanced-fan-out: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
