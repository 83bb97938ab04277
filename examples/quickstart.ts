/**
 * Moves real records through Kinesis and prints what it does.
 *
 *   npm start                         against an embedded Kinesis, started and stopped by this program
 *   npm start -- --endpoint URL       against another endpoint, with the credentials of the environment
 *
 * Whatever happens (a failure, Ctrl-C, a closed terminal), the stream is deleted and the embedded server stopped.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { Kinesis, ResourceNotFoundException, type Shard } from "../generated/kinesis/index.js";
import { type EmbeddedKinesis, startEmbeddedKinesis } from "./embedded-kinesis.js";
import { isClosed, middleHashKey, shardMap } from "./shard-map.js";

const streamName = `shardwright-quickstart-${randomUUID().slice(0, 8)}`;
/** Milliseconds; a local server settles in less than the second that the waiters begin with by default. */
const patience = { maxWait: 60_000, minDelay: 100 };

/** Every record that was put, by its partition key: what reading must give back, byte for byte. */
const sent = new Map<string, Uint8Array>();

interface Stage {
  readonly kinesis: Kinesis;
  readonly signal: AbortSignal;
}

async function main(): Promise<void> {
  const endpoint = readEndpointOption();
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new Error("interrupted"));
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.once(signal, interrupt);

  let server: EmbeddedKinesis | undefined;
  try {
    server = endpoint === undefined ? await startEmbeddedKinesis() : undefined;
    await using kinesis = new Kinesis(clientConfig(server?.url ?? endpoint));
    say(server ? `An embedded Kinesis listens on ${server.url}.` : `Using ${endpoint}.`);
    await tour({ kinesis, signal: interruption.signal });
  } finally {
    await server?.close();
    for (const signal of signals) process.off(signal, interrupt);
  }
}

async function tour(stage: Stage): Promise<void> {
  await createStream(stage);
  let failure: { readonly error: unknown } | undefined;
  try {
    await awaitStream(stage);
    await putOneRecord(stage);
    await putBatch(stage, 200);
    await showShards(stage, "The shards, drawn over the hash key space");
    await readBack(stage);
    await splitFirstShard(stage);
    await putBatch(stage, 100);
    await readBack(stage);
    await tagStream(stage);
  } catch (error) {
    failure = { error };
  }
  try {
    await deleteStream(stage);
  } catch (error) {
    // What went wrong first is what matters; this comes on top.
    if (failure === undefined) throw error;
    console.error(`quickstart: cleaning up failed too; ${streamName} may be left over: ${messageOf(error)}`);
  }
  if (failure !== undefined) throw failure.error;
  say("Done: every record came back byte for byte.");
}

async function createStream({ kinesis, signal }: Stage): Promise<void> {
  await kinesis.createStream({ StreamName: streamName, ShardCount: 2 }, { signal });
}

async function awaitStream({ kinesis, signal }: Stage): Promise<void> {
  await kinesis.waitUntil.streamExists({ StreamName: streamName }, { ...patience, signal });
  const { StreamDescriptionSummary: summary } = await kinesis.describeStreamSummary(
    { StreamName: streamName },
    { signal },
  );
  say(`Created ${streamName}; it is ${summary.StreamStatus} with ${summary.OpenShardCount} open shards.`);
}

async function putOneRecord({ kinesis, signal }: Stage): Promise<void> {
  const text = "The first record: Grüße, 流 🌊";
  sent.set("greeting", new TextEncoder().encode(text));
  const put = await kinesis.putRecord({ StreamName: streamName, PartitionKey: "greeting", Data: text }, { signal });
  say(`Put one record: it is in ${put.ShardId} as number ${put.SequenceNumber}.`);
}

async function putBatch({ kinesis, signal }: Stage, count: number): Promise<void> {
  const batch = Array.from({ length: count }, () => ({
    PartitionKey: randomUUID(),
    Data: new Uint8Array(randomBytes(1 + Math.floor(Math.random() * 2_000))),
  }));
  let pending = batch;
  while (pending.length > 0) {
    const { Records: results } = await kinesis.putRecords({ StreamName: streamName, Records: pending }, { signal });
    // A batch can fail in part with status 200: only the entries with an error code are sent again.
    pending = pending.filter((_, index) => results[index]?.ErrorCode !== undefined);
  }
  for (const record of batch) sent.set(record.PartitionKey, record.Data);
  const bytes = batch.reduce((sum, record) => sum + record.Data.byteLength, 0);
  say(`Put a batch of ${count} records, ${bytes.toLocaleString("en")} bytes of random data.`);
}

async function showShards(stage: Stage, title: string): Promise<readonly Shard[]> {
  const shards = await listShards(stage);
  say(`${title}:\n${shardMap(shards)}`);
  return shards;
}

async function listShards({ kinesis, signal }: Stage): Promise<readonly Shard[]> {
  const shards: Shard[] = [];
  for await (const shard of kinesis.paginate.listShards({ StreamName: streamName }, { signal }).items())
    shards.push(shard);
  return shards;
}

/** Reads every shard from its start and compares each record with what was put. */
async function readBack(stage: Stage): Promise<void> {
  const received = new Map<string, Uint8Array>();
  const rows: { shard: string; state: string; records: number; bytes: number }[] = [];
  for (const shard of await listShards(stage)) {
    const records = await readShard(stage, shard);
    for (const [key, data] of records) received.set(key, data);
    const bytes = records.reduce((sum, [, data]) => sum + data.byteLength, 0);
    rows.push({ shard: shard.ShardId, state: isClosed(shard) ? "closed" : "open", records: records.length, bytes });
  }
  say("Read every shard back:");
  console.table(rows);
  assertSame(received);
  say(`All ${received.size} records came back byte for byte.`);
}

async function readShard({ kinesis, signal }: Stage, shard: Shard): Promise<[string, Uint8Array][]> {
  const records: [string, Uint8Array][] = [];
  const start = { StreamName: streamName, ShardId: shard.ShardId, ShardIteratorType: "TRIM_HORIZON" } as const;
  let { ShardIterator: iterator } = await kinesis.getShardIterator(start, { signal });
  while (iterator !== undefined) {
    const page = await kinesis.getRecords({ ShardIterator: iterator, Limit: 1_000 }, { signal });
    for (const record of page.Records) records.push([record.PartitionKey ?? "", record.Data]);
    // A closed shard ends without a next iterator; an open one never does, so stop when the tip is reached.
    if (page.MillisBehindLatest === 0 && page.Records.length === 0) break;
    iterator = page.NextShardIterator;
  }
  return records;
}

function assertSame(received: ReadonlyMap<string, Uint8Array>): void {
  if (received.size !== sent.size) throw new Error(`${sent.size} records were put, but ${received.size} came back`);
  for (const [key, data] of sent) {
    const back = received.get(key);
    if (back === undefined || Buffer.compare(data, back) !== 0) throw new Error(`record ${key} came back changed`);
  }
}

async function splitFirstShard(stage: Stage): Promise<void> {
  const { kinesis, signal } = stage;
  const [first] = (await listShards(stage)).filter((shard) => !isClosed(shard));
  if (first === undefined) throw new Error("the stream has no open shard to split");
  const split = { StreamName: streamName, ShardToSplit: first.ShardId, NewStartingHashKey: middleHashKey(first) };
  await kinesis.splitShard(split, { signal });
  await kinesis.waitUntil.streamActive({ StreamName: streamName }, { ...patience, signal });
  await showShards(stage, `Split ${first.ShardId}; the parent stays readable beside its children`);
}

async function tagStream({ kinesis, signal }: Stage): Promise<void> {
  const Tags = { team: "orders", stage: "demo" };
  await kinesis.addTagsToStream({ StreamName: streamName, Tags }, { signal });
  const listed = await kinesis.listTagsForStream({ StreamName: streamName }, { signal });
  const text = listed.Tags.map((tag) => `${tag.Key}=${tag.Value}`).join(", ");
  await kinesis.removeTagsFromStream({ StreamName: streamName, TagKeys: Object.keys(Tags) }, { signal });
  say(`Tagged the stream with ${text}, and took the tags off again.`);
}

/** Cleaning up does not listen to the signal: it has to run after an interruption too. */
async function deleteStream({ kinesis }: Stage): Promise<void> {
  try {
    await kinesis.deleteStream({ StreamName: streamName, EnforceConsumerDeletion: true });
    await kinesis.waitUntil.streamNotExists({ StreamName: streamName }, patience);
    say(`Deleted ${streamName}.`);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return;
    throw error;
  }
}

function clientConfig(endpoint: string | undefined): ConstructorParameters<typeof Kinesis>[0] {
  const region = process.env.AWS_REGION ?? "us-east-1";
  const local = endpoint !== undefined && ["127.0.0.1", "localhost", "[::1]"].includes(new URL(endpoint).hostname);
  // A local server does not check credentials; anything else gets those of the environment.
  const invented = local && process.env.AWS_ACCESS_KEY_ID === undefined;
  return {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(invented ? { credentials: { accessKeyId: "quickstart", secretAccessKey: "quickstart" } } : {}),
  };
}

function readEndpointOption(): string | undefined {
  const { values } = parseArgs({ options: { endpoint: { type: "string" } } });
  if (values.endpoint !== undefined && !URL.canParse(values.endpoint)) {
    throw new Error(`--endpoint ${values.endpoint} is not a URL; give one such as http://127.0.0.1:4567`);
  }
  return values.endpoint;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function say(text: string): void {
  console.log(`  ${text}`);
}

main().catch((error: unknown) => {
  console.error(`quickstart: ${messageOf(error)}`);
  process.exitCode = 1;
});
