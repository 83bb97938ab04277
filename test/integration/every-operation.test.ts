/**
 * Every operation that kinesis-local serves, through the generated client: nothing of ours is on the other side. Each
 * block makes what it needs and asserts on what came back, not merely that something did.
 */

import { afterAll, beforeAll, expect, test } from "vitest";
import {
  AccessDeniedException,
  Kinesis,
  metadataOf,
  ResourceInUseException,
  ResourceNotFoundException,
  type Shard,
} from "../../generated/kinesis/index.js";
import { type EmbeddedKinesis, startEmbeddedKinesis } from "../support/embedded-kinesis.js";
import { type ModelOperation, modelOperations } from "../support/model-reader.js";
import { onOperations } from "./operation-recorder.js";

/** Not served by kinesis-local 0.6.2: newer than it. */
const newer = [
  "CreateChannel",
  "DeleteChannel",
  "DescribeChannel",
  "ListChannels",
  "UpdateChannel",
  "UpdateStreamRecordDistributionStrategy",
];
/** Milliseconds: the server settles in 50 ms. */
const soon = { maxWait: 10_000, minDelay: 20, maxDelay: 100 };
const recorder = onOperations();
let server: EmbeddedKinesis;
let kinesis: Kinesis;

beforeAll(async () => {
  server = await startEmbeddedKinesis();
  kinesis = new Kinesis({
    region: "us-east-1",
    endpoint: server.url,
    credentials: { accessKeyId: "AKIDINTEGRATION", secretAccessKey: "integration" },
    hooks: recorder.hooks,
  });
});
afterAll(async () => {
  await kinesis?.close();
  await server?.close();
});

test("the life of a stream: made, described, listed, ended", async () => {
  await kinesis.createStream({ StreamName: "life", ShardCount: 2, Tags: { owner: "tests" } });
  const existing = await kinesis.waitUntil.streamExists({ StreamName: "life" }, soon);
  expect(existing?.StreamDescription.StreamStatus).toBe("ACTIVE");

  const { StreamDescription } = await kinesis.describeStream({ StreamName: "life" });
  expect(StreamDescription).toMatchObject({ StreamName: "life", HasMoreShards: false, RetentionPeriodHours: 24 });
  expect(StreamDescription.Shards.map(({ ShardId }) => ShardId)).toEqual([
    "shardId-000000000000",
    "shardId-000000000001",
  ]);
  expect(StreamDescription.StreamARN).toMatch(/^arn:aws:kinesis:us-east-1:\d{12}:stream\/life$/);
  expect(Math.abs(StreamDescription.StreamCreationTimestamp.getTime() - Date.now())).toBeLessThan(60_000);

  const byArn = await kinesis.describeStreamSummary({ StreamARN: StreamDescription.StreamARN });
  expect(byArn.StreamDescriptionSummary).toMatchObject({ StreamName: "life", OpenShardCount: 2, ConsumerCount: 0 });
  expect(metadataOf(byArn)).toMatchObject({ httpStatusCode: 200, attempts: 1, totalRetryDelay: 0 });
  expect(metadataOf(byArn)?.requestId).toMatch(/\S/);

  const names: string[] = [];
  for await (const name of kinesis.paginate.listStreams().items()) names.push(name);
  expect(names).toContain("life");
  expect((await kinesis.listStreams({ Limit: 10 })).StreamNames).toContain("life");

  await expect(kinesis.createStream({ StreamName: "life", ShardCount: 1 })).rejects.toBeInstanceOf(
    ResourceInUseException,
  );
  await kinesis.deleteStream({ StreamName: "life", EnforceConsumerDeletion: true });
  await kinesis.waitUntil.streamNotExists({ StreamName: "life" }, soon);
  await expect(kinesis.describeStreamSummary({ StreamName: "life" })).rejects.toBeInstanceOf(ResourceNotFoundException);
});

test("records come back byte for byte, from every position", async () => {
  const { arn } = await madeStream("records", 2);
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const first = await kinesis.putRecord({ StreamName: "records", PartitionKey: "bytes", Data: bytes });
  const afterFirst = new Date(Date.now() + 5);
  await new Promise((resolve) => setTimeout(resolve, 10));
  const second = await kinesis.putRecord({
    StreamARN: arn,
    PartitionKey: "text",
    ExplicitHashKey: await hashKeyIn("records", first.ShardId),
    Data: "smörgåsbord",
  });
  expect(second.ShardId).toBe(first.ShardId);
  expect(BigInt(second.SequenceNumber)).toBeGreaterThan(BigInt(first.SequenceNumber));
  const batch = await kinesis.putRecords({
    StreamName: "records",
    Records: Array.from({ length: 20 }, (_, index) => ({
      PartitionKey: `key-${index}`,
      Data: { base64: btoa(String(index)) },
    })),
  });
  expect(batch.FailedRecordCount).toBe(0);
  expect(batch.Records).toHaveLength(20);
  expect(new Set(batch.Records.map(({ ShardId }) => ShardId)).size).toBe(2);

  const read = async (
    position: Omit<Parameters<Kinesis["getShardIterator"]>[0], "StreamName" | "ShardId">,
  ): Promise<string[]> => {
    const { ShardIterator = "" } = await kinesis.getShardIterator({
      StreamName: "records",
      ShardId: first.ShardId,
      ...position,
    });
    const { Records } = await kinesis.getRecords({ ShardIterator, StreamARN: arn });
    return Records.slice(0, 2).map(({ PartitionKey = "" }) => PartitionKey);
  };
  expect(await read({ ShardIteratorType: "TRIM_HORIZON" })).toEqual(["bytes", "text"]);
  expect(
    await read({ ShardIteratorType: "AT_SEQUENCE_NUMBER", StartingSequenceNumber: second.SequenceNumber }),
  ).toContain("text");
  expect(
    (await read({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: first.SequenceNumber }))[0],
  ).toBe("text");
  expect((await read({ ShardIteratorType: "AT_TIMESTAMP", Timestamp: afterFirst }))[0]).toBe("text");
  expect(await read({ ShardIteratorType: "LATEST" })).toEqual([]);

  const { ShardIterator = "" } = await kinesis.getShardIterator({
    StreamName: "records",
    ShardId: first.ShardId,
    ShardIteratorType: "TRIM_HORIZON",
  });
  const { Records, NextShardIterator, MillisBehindLatest } = await kinesis.getRecords({ ShardIterator, Limit: 2 });
  expect(Records[0]?.Data).toEqual(bytes);
  expect(new TextDecoder().decode(Records[1]?.Data)).toBe("smörgåsbord");
  expect(Records[0]?.ApproximateArrivalTimestamp).toBeInstanceOf(Date);
  expect(NextShardIterator).toMatch(/\S/);
  expect(typeof MillisBehindLatest).toBe("number");
  const asText = await kinesis.getRecords({ ShardIterator, Limit: 1 }, { blobs: "base64" });
  expect(asText.Records[0]?.Data).toBe(Buffer.from(bytes).toString("base64"));
});

test("shards are listed, split, merged and counted anew", async () => {
  await madeStream("shards", 2);
  const before = await openShards("shards");
  const [low, high] = before;
  if (low === undefined || high === undefined) throw new Error("Two shards were asked for.");

  await kinesis.splitShard({ StreamName: "shards", ShardToSplit: low.ShardId, NewStartingHashKey: middleOf(low) });
  await kinesis.waitUntil.streamActive({ StreamName: "shards" }, soon);
  const afterSplit = await openShards("shards");
  const children = afterSplit.filter(({ ParentShardId }) => ParentShardId === low.ShardId);
  expect(children).toHaveLength(2);
  expect(children.map(({ HashKeyRange }) => HashKeyRange.StartingHashKey)).toContain(middleOf(low));

  const [one, other] = children;
  await kinesis.mergeShards({
    StreamName: "shards",
    ShardToMerge: one?.ShardId ?? "",
    AdjacentShardToMerge: other?.ShardId ?? "",
  });
  await kinesis.waitUntil.streamActive({ StreamName: "shards" }, soon);
  const merged = (await openShards("shards")).find(({ AdjacentParentShardId }) => AdjacentParentShardId !== undefined);
  expect([merged?.ParentShardId, merged?.AdjacentParentShardId].sort()).toEqual([one?.ShardId, other?.ShardId].sort());
  expect(merged?.HashKeyRange).toEqual(low.HashKeyRange);

  const resized = await kinesis.updateShardCount({
    StreamName: "shards",
    TargetShardCount: 3,
    ScalingType: "UNIFORM_SCALING",
  });
  expect(resized).toMatchObject({ StreamName: "shards", CurrentShardCount: 2, TargetShardCount: 3 });
  await kinesis.waitUntil.streamActive({ StreamName: "shards" }, soon);
  expect(await openShards("shards")).toHaveLength(3);

  // Pages of two: the loop must go on with the token alone.
  const paged: string[] = [];
  for await (const { ShardId } of kinesis.paginate.listShards({ StreamName: "shards" }, { pageSize: 2 }).items())
    paged.push(ShardId);
  const whole = await kinesis.listShards({ StreamName: "shards" });
  expect(paged.length).toBeGreaterThan(4);
  expect(paged).toEqual(whole.Shards?.map(({ ShardId }) => ShardId));
  const described: string[] = [];
  for await (const { ShardId } of kinesis.paginate.describeStream({ StreamName: "shards" }, { pageSize: 2 }).items())
    described.push(ShardId);
  expect(described).toEqual(paged);
});

test("tags, by stream and by ARN", async () => {
  const { arn } = await madeStream("tags", 1);
  await kinesis.addTagsToStream({ StreamName: "tags", Tags: { team: "blue", "cost centre": "42" } });
  await kinesis.tagResource({ ResourceARN: arn, Tags: { stage: "test" } });
  const listed: (string | undefined)[][] = [];
  for await (const { Key, Value } of kinesis.paginate
    .listTagsForStream({ StreamName: "tags" }, { pageSize: 1 })
    .items()) {
    listed.push([Key, Value]);
  }
  expect(listed.sort()).toEqual([
    ["cost centre", "42"],
    ["stage", "test"],
    ["team", "blue"],
  ]);
  await kinesis.removeTagsFromStream({ StreamName: "tags", TagKeys: ["team"] });
  await kinesis.untagResource({ ResourceARN: arn, TagKeys: ["stage"] });
  expect((await kinesis.listTagsForResource({ ResourceARN: arn })).Tags).toEqual([{ Key: "cost centre", Value: "42" }]);
  expect((await kinesis.listTagsForStream({ StreamName: "tags", Limit: 10 })).Tags).toHaveLength(1);
});

test("consumers are registered, described, listed and deregistered", async () => {
  const { arn } = await madeStream("consumed", 1);
  const { Consumer } = await kinesis.registerStreamConsumer({ StreamARN: arn, ConsumerName: "reader" });
  expect(Consumer).toMatchObject({ ConsumerName: "reader", ConsumerARN: expect.stringContaining("/consumer/reader:") });
  await kinesis.waitUntil.consumerActive({ ConsumerARN: Consumer.ConsumerARN }, soon);
  const { ConsumerDescription } = await kinesis.describeStreamConsumer({ StreamARN: arn, ConsumerName: "reader" });
  expect(ConsumerDescription).toMatchObject({
    ConsumerARN: Consumer.ConsumerARN,
    ConsumerStatus: "ACTIVE",
    StreamARN: arn,
  });
  expect(
    (await kinesis.listStreamConsumers({ StreamARN: arn })).Consumers?.map(({ ConsumerName }) => ConsumerName),
  ).toEqual(["reader"]);
  const { SequenceNumber } = await kinesis.putRecord({ StreamARN: arn, PartitionKey: "p", Data: "hello" });
  const { EventStream } = await kinesis.subscribeToShard({
    ConsumerARN: Consumer.ConsumerARN,
    ShardId: "shardId-000000000000",
    StartingPosition: { Type: "TRIM_HORIZON" },
  });
  for await (const { SubscribeToShardEvent } of EventStream) {
    const [record] = SubscribeToShardEvent.Records;
    if (record === undefined) continue;
    expect(record).toMatchObject({ SequenceNumber, PartitionKey: "p", Data: new Uint8Array(Buffer.from("hello")) });
    expect(SubscribeToShardEvent.ContinuationSequenceNumber).toBe(SequenceNumber);
    break;
  }
  expect(await EventStream.ended).toEqual({ reason: "closed" });
  await kinesis.deregisterStreamConsumer({ ConsumerARN: Consumer.ConsumerARN });
  await kinesis.waitUntil.consumerNotExists({ ConsumerARN: Consumer.ConsumerARN }, soon);
});

test("what can be set on a stream", async () => {
  const { arn } = await madeStream("settings", 1);
  const StreamName = "settings";
  await kinesis.increaseStreamRetentionPeriod({ StreamName, RetentionPeriodHours: 48 });
  expect((await summary(StreamName)).RetentionPeriodHours).toBe(48);
  await kinesis.decreaseStreamRetentionPeriod({ StreamName, RetentionPeriodHours: 24 });
  expect((await summary(StreamName)).RetentionPeriodHours).toBe(24);

  const enabled = await kinesis.enableEnhancedMonitoring({
    StreamName,
    ShardLevelMetrics: ["IncomingBytes", "OutgoingBytes"],
  });
  expect(enabled.DesiredShardLevelMetrics?.sort()).toEqual(["IncomingBytes", "OutgoingBytes"]);
  const disabled = await kinesis.disableEnhancedMonitoring({ StreamName, ShardLevelMetrics: ["IncomingBytes"] });
  expect(disabled.CurrentShardLevelMetrics?.sort()).toEqual(["IncomingBytes", "OutgoingBytes"]);
  expect((await summary(StreamName)).EnhancedMonitoring[0]?.ShardLevelMetrics).toEqual(["OutgoingBytes"]);

  await kinesis.startStreamEncryption({ StreamName, EncryptionType: "KMS", KeyId: "alias/aws/kinesis" });
  await kinesis.waitUntil.streamActive({ StreamName }, soon);
  expect(await summary(StreamName)).toMatchObject({ EncryptionType: "KMS", KeyId: "alias/aws/kinesis" });
  await kinesis.stopStreamEncryption({ StreamName, EncryptionType: "KMS", KeyId: "alias/aws/kinesis" });
  await kinesis.waitUntil.streamActive({ StreamName }, soon);
  expect((await summary(StreamName)).EncryptionType).toBe("NONE");

  await kinesis.updateMaxRecordSize({ StreamARN: arn, MaxRecordSizeInKiB: 2048 });
  await kinesis.waitUntil.streamActive({ StreamName }, soon);
  await kinesis.updateStreamMode({ StreamARN: arn, StreamModeDetails: { StreamMode: "ON_DEMAND" } });
  await kinesis.waitUntil.streamActive({ StreamName }, soon);
  expect((await summary(StreamName)).StreamModeDetails?.StreamMode).toBe("ON_DEMAND");
  const warmed = await kinesis.updateStreamWarmThroughput({ StreamARN: arn, WarmThroughputMiBps: 100 });
  expect(warmed.WarmThroughput?.TargetMiBps).toBe(100);
});

test("policies, limits and settings of the account", async () => {
  const { arn } = await madeStream("policies", 1);
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  await kinesis.putResourcePolicy({ ResourceARN: arn, Policy });
  expect((await kinesis.getResourcePolicy({ ResourceARN: arn })).Policy).toBe(Policy);
  await kinesis.deleteResourcePolicy({ ResourceARN: arn });

  const limits = await kinesis.describeLimits();
  expect(limits.ShardLimit).toBeGreaterThan(0);
  expect(limits.OpenShardCount).toBeGreaterThan(0);

  // This server answers with an empty body, where AWS tells the new setting.
  const changed = await kinesis.updateAccountSettings({ MinimumThroughputBillingCommitment: { Status: "ENABLED" } });
  expect(metadataOf(changed)?.httpStatusCode).toBe(200);
  const { MinimumThroughputBillingCommitment: commitment } = await kinesis.describeAccountSettings();
  expect(commitment?.Status).toBe("ENABLED");
  expect(commitment?.StartedAt).toBeInstanceOf(Date);
});

test("an operation that the server does not know is a fault of its class", async () => {
  await expect(kinesis.listChannels({ MaxResults: 1 })).rejects.toBeInstanceOf(AccessDeniedException);
});

// Last in the file: it looks at what the tests above did.
test("all 39 operations of the server were called", () => {
  const served = modelOperations.map(({ name }: ModelOperation) => name).filter((name) => !newer.includes(name));
  expect(served).toHaveLength(39);
  const missing = served.filter((name) => !recorder.answered.has(name));
  expect(missing).toEqual([]);
});

async function madeStream(name: string, shards: number): Promise<{ readonly arn: string }> {
  await kinesis.createStream({ StreamName: name, ShardCount: shards });
  const output = await kinesis.waitUntil.streamActive({ StreamName: name }, soon);
  return { arn: output?.StreamDescriptionSummary.StreamARN ?? "" };
}

async function summary(name: string) {
  return (await kinesis.describeStreamSummary({ StreamName: name })).StreamDescriptionSummary;
}

/** Sorted by hash key: neighbours in the list are neighbours for a merge. */
async function openShards(name: string): Promise<Shard[]> {
  const { Shards = [] } = await kinesis.listShards({ StreamName: name });
  const start = ({ HashKeyRange }: Shard): bigint => BigInt(HashKeyRange.StartingHashKey);
  return Shards.filter(({ SequenceNumberRange }) => SequenceNumberRange.EndingSequenceNumber === undefined).sort(
    (a, b) => (start(a) < start(b) ? -1 : 1),
  );
}

function middleOf({ HashKeyRange }: Shard): string {
  return String((BigInt(HashKeyRange.StartingHashKey) + BigInt(HashKeyRange.EndingHashKey)) / 2n);
}

async function hashKeyIn(name: string, shardId: string): Promise<string> {
  const shard = (await openShards(name)).find(({ ShardId }) => ShardId === shardId);
  return shard?.HashKeyRange.StartingHashKey ?? "";
}
