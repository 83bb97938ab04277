/** Enhanced fan-out against an embedded Kinesis, over real HTTP/2 with TLS and without. */

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  Kinesis,
  ResourceInUseException,
  ResourceNotFoundException,
  type Shard,
} from "../../generated/kinesis/index.js";
import { nodeHttpTransport } from "../../runtime/for-node.js";
import { subscribe } from "../../streams/consumer/index.js";
import { localhostCertificate } from "../support/certificates/certificates.js";
import { type EmbeddedKinesis, startEmbeddedKinesis } from "../support/embedded-kinesis.js";

let server: EmbeddedKinesis;
beforeAll(async () => {
  server = await startEmbeddedKinesis({ stateChangeMilliseconds: 5 });
});
afterAll(() => server.close());

// At once, since the server takes its time between one answer and the next; each test has a shard of its own.
describe.concurrent.each(["h2c", "TLS"] as const)("over HTTP/2, %s", (how) => {
  const streamName = `orders-${how.toLowerCase()}`;
  const transport = nodeHttpTransport({ tls: { ca: localhostCertificate.cert } });
  let kinesis: Kinesis;
  let consumerARN = "";
  /** One for each test: the server is slow to notice that a subscription was closed. */
  let shards: readonly Shard[] = [];

  beforeAll(async () => {
    kinesis = new Kinesis({
      region: "us-east-1",
      endpoint: how === "TLS" ? server.tlsUrl : server.url,
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
      transport,
    });
    const patience = { maxWait: 20_000, minDelay: 10 };
    await kinesis.createStream({ StreamName: streamName, ShardCount: 3 });
    await kinesis.waitUntil.streamExists({ StreamName: streamName }, patience);
    const { StreamDescriptionSummary } = await kinesis.describeStreamSummary({ StreamName: streamName });
    const StreamARN = StreamDescriptionSummary.StreamARN;
    const { Consumer } = await kinesis.registerStreamConsumer({ StreamARN, ConsumerName: "billing" });
    consumerARN = Consumer.ConsumerARN;
    await kinesis.waitUntil.consumerActive({ ConsumerARN: consumerARN }, patience);
    const { Shards } = await kinesis.listShards({ StreamName: streamName });
    shards = Shards ?? [];
  });
  afterAll(() => {
    kinesis.close();
    transport.close();
  });

  /** Puts records onto one of the shards. */
  async function put(shard: number, payloads: readonly Uint8Array[]): Promise<void> {
    const ExplicitHashKey = shards[shard]?.HashKeyRange.StartingHashKey;
    await kinesis.putRecords({
      StreamName: streamName,
      Records: payloads.map((Data, index) => ({ PartitionKey: `key-${index}`, Data, ExplicitHashKey })),
    });
  }

  function shardId(shard: number): string {
    return shards[shard]?.ShardId ?? "";
  }

  it("brings every record byte for byte, blobs and timestamps decoded, and closes with the loop", async () => {
    const payloads = Array.from({ length: 20 }, (_, index) => new Uint8Array(randomBytes(1 + index * 97)));
    await put(0, payloads);
    const { EventStream } = await kinesis.subscribeToShard({
      ConsumerARN: consumerARN,
      ShardId: shardId(0),
      StartingPosition: { Type: "TRIM_HORIZON" },
    });
    const received: Uint8Array[] = [];
    for await (const { SubscribeToShardEvent: event } of EventStream) {
      for (const record of event?.Records ?? []) {
        received.push(record.Data);
        expect(record.ApproximateArrivalTimestamp).toBeInstanceOf(Date);
      }
      if (received.length >= payloads.length) break;
    }
    expect(received.map((data) => Uint8Array.from(data))).toEqual(payloads);
    expect(await EventStream.ended).toEqual({ reason: "closed" });
  });

  it("answers a second subscription with a fault", async () => {
    const input = { ConsumerARN: consumerARN, ShardId: shardId(1), StartingPosition: { Type: "LATEST" } } as const;
    await using first = (await kinesis.subscribeToShard(input)).EventStream;
    await first[Symbol.asyncIterator]().next();
    const { EventStream } = await kinesis.subscribeToShard(input);
    await expect(EventStream[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(ResourceInUseException);
    expect((await EventStream.ended).reason).toBe("failed");
  });

  it("tells of a consumer that does not exist", async () => {
    const ConsumerARN = consumerARN.replace("billing", "nobody");
    const call = kinesis.subscribeToShard({ ConsumerARN, ShardId: shardId(1), StartingPosition: { Type: "LATEST" } });
    await expect(call.then(({ EventStream }) => EventStream[Symbol.asyncIterator]().next())).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
  });

  it("is read on, record by record, from a checkpoint", async () => {
    await put(2, [Uint8Array.of(1), Uint8Array.of(2)]);
    const all: number[] = [];
    const first = subscribe(kinesis, { consumerARN, shardId: shardId(2), startingPosition: "TRIM_HORIZON" });
    for await (const { records, millisBehindLatest } of first) {
      all.push(...records.map(({ Data }) => Data[0] ?? 0));
      expect(millisBehindLatest).toBeGreaterThanOrEqual(0);
      // Once: batches without records come too.
      if (all.length === 2 && records.length > 0) await put(2, [Uint8Array.of(3)]);
      if (all.length >= 3) break;
    }
    await put(2, [Uint8Array.of(4)]);
    const second = subscribe(kinesis, { consumerARN, shardId: shardId(2), startingPosition: first.position });
    for await (const { Data } of second.records()) {
      all.push(Data[0] ?? 0);
      break;
    }
    expect(all).toEqual([1, 2, 3, 4]);
  }, 60_000);
});
