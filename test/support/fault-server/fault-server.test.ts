/** The fault server itself, driven by clients that are not ours: raw HTTP and the AWS SDK. */

import { readdirSync, readFileSync } from "node:fs";
import http from "node:http";
import {
  CreateChannelCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  type KinesisClientConfig,
  ListShardsCommand,
  ListStreamsCommand,
  MergeShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
  SplitShardCommand,
  UpdateShardCountCommand,
} from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { sign } from "aws4";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fakeClock } from "../fake-clock.js";
import { operations } from "./operations/operations.js";
import { type FaultServer, startFaultServer } from "./server.js";
import {
  drip,
  empty,
  failRecords,
  fault,
  hang,
  html,
  json,
  lostAnswer,
  redirect,
  reset,
  throttle,
  truncated,
} from "./steps.js";

const clock = fakeClock();
let server: FaultServer;
const clients: KinesisClient[] = [];

beforeEach(async () => {
  server = await startFaultServer({ clock });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await server.close();
});

function sdk(config: KinesisClientConfig = {}): KinesisClient {
  const client = new KinesisClient({
    region: server.region,
    endpoint: server.url,
    credentials: server.credentials,
    systemClockOffset: clock.now() - Date.now(),
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
    ...config,
  });
  clients.push(client);
  return client;
}

/** A request signed by aws4, whatever is done to it afterwards. */
async function raw(
  operation: string,
  body: object = {},
  change: { headers?: Record<string, string>; body?: string; secret?: string } = {},
): Promise<{ status: number; type: string | undefined; body: string }> {
  const { host } = new URL(server.url);
  const text = JSON.stringify(body);
  const signed = sign(
    {
      host,
      method: "POST",
      path: "/",
      service: "kinesis",
      region: server.region,
      body: text,
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `Kinesis_20131202.${operation}`,
        "x-amz-date": new Date(clock.now()).toISOString().replace(/[-:]|\.\d{3}/g, ""),
      },
    },
    {
      accessKeyId: server.credentials.accessKeyId,
      secretAccessKey: change.secret ?? server.credentials.secretAccessKey,
    },
  );
  const { Host: _, "Content-Length": __, ...headers } = signed.headers as Record<string, string>;
  const { status, answer } = await post({ ...headers, ...change.headers }, change.body ?? text);
  return { status, type: /"__type":"([^"]*)"/.exec(answer)?.[1], body: answer };
}

/** On a connection of its own: `fetch` now and then waits for ever on one that the server reset. */
function post(headers: Record<string, string>, body: string): Promise<{ status: number; answer: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(server.url, { method: "POST", headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, answer: Buffer.concat(chunks).toString() }));
      response.on("error", reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}

test("knows every operation of the model", () => {
  const folder = new URL("../../../model/kinesis/", import.meta.url);
  const modelled = readdirSync(folder)
    .flatMap((file) =>
      Object.entries((JSON.parse(readFileSync(new URL(file, folder), "utf8")) as { shapes?: object }).shapes ?? {}),
    )
    .filter(([, shape]) => (shape as { type: string }).type === "operation")
    .map(([id]) => id.split("#")[1]);
  expect(Object.keys(operations).sort()).toEqual(modelled.sort());
  expect(modelled).toHaveLength(45);
});

describe("signatures", () => {
  test("of aws4 and of the AWS SDK are accepted, with a session token too", async () => {
    expect(await raw("ListStreams")).toMatchObject({ status: 200 });
    await sdk().send(new ListStreamsCommand({}));
    const temporary = { accessKeyId: "ASIATEMPORARY", secretAccessKey: "temporary", sessionToken: "token/+=" };
    server.accept(temporary);
    await sdk({ credentials: temporary }).send(new ListStreamsCommand({}));
    expect(server.requests.map(({ signature }) => signature)).toEqual(["ok", "ok", "ok"]);
    await expect(
      sdk({ credentials: { ...temporary, sessionToken: "stale" } }).send(new ListStreamsCommand({})),
    ).rejects.toMatchObject({ name: "UnrecognizedClientException" });
  });

  test.each([
    ["another body", { body: '{"Limit":1}' }, "InvalidSignatureException"],
    ["another target", { headers: { "x-amz-target": "Kinesis_20131202.DescribeLimits" } }, "InvalidSignatureException"],
    ["another secret", { secret: "wrong" }, "InvalidSignatureException"],
    ["no signature", { headers: { authorization: "" } }, "IncompleteSignatureException"],
    ["an unsigned token", { headers: { "x-amz-security-token": "x" } }, "UnrecognizedClientException"],
    ["another date", { headers: { "x-amz-date": "20250102T030405Z" } }, "InvalidSignatureException"],
  ])("with %s are refused", async (_, change, type) => {
    expect(await raw("ListStreams", {}, change)).toMatchObject({ status: 400, type });
    expect(server.requests[0]?.signature).not.toBe("ok");
  });

  test("from another region are refused", async () => {
    await expect(sdk({ region: "eu-west-1" }).send(new ListStreamsCommand({}))).rejects.toMatchObject({
      name: "InvalidSignatureException",
    });
  });

  test("from another time are refused until the client goes by the server's clock", async () => {
    server.skew = 3_600_000;
    expect(await raw("ListStreams")).toMatchObject({ type: "RequestTimeTooSkewed" });
    const client = sdk({ maxAttempts: 2 });
    await client.send(new ListStreamsCommand({}));
    expect(server.requests.map(({ signature }) => signature === "ok")).toEqual([false, false, true]);
  });
});

describe("the plan", () => {
  test("runs queued steps in order, then what stands, then the proper answer", async () => {
    server.plan
      .next("ListStreams", throttle({ "retry-after": "1" }), html(503))
      .next("*", empty(500))
      .always("DescribeLimits", json({ ShardLimit: 7 }));
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await raw("ListStreams")).status);
    expect(statuses).toEqual([400, 503, 500, 200]);
    expect((await raw("DescribeLimits")).body).toBe('{"ShardLimit":7}');
    expect(server.plan.pending).toBe(0);
    server.plan.clear();
    expect((await raw("DescribeLimits")).body).toContain('"ShardLimit":500');
  });

  test("spells a fault in each way that the AWS SDK understands", async () => {
    const spellings = ["plain", "namespace", "uri", "namespace-uri", "code", "header", "header-uri"] as const;
    server.plan.next(
      "ListStreams",
      ...spellings.map((spelling) => fault("LimitExceededException", { spelling, message: "no" })),
    );
    for (const _ of spellings) {
      await expect(sdk().send(new ListStreamsCommand({}))).rejects.toMatchObject({
        name: "LimitExceededException",
        message: "no",
      });
    }
  });

  test("resets, truncates, loses answers, drips and redirects", async () => {
    server.account.createStream("orders", 1);
    server.plan.next("ListStreams", reset(), truncated(), drip(), redirect("http://127.0.0.1:1/"));
    await expect(raw("ListStreams")).rejects.toMatchObject({ code: "ECONNRESET" });
    await expect(raw("ListStreams")).rejects.toThrow("aborted");
    expect(JSON.parse((await raw("ListStreams")).body)).toMatchObject({ StreamNames: ["orders"] });
    expect(await raw("ListStreams")).toMatchObject({ status: 307 });
    server.plan.next("PutRecord", lostAnswer());
    await expect(raw("PutRecord", { StreamName: "orders", PartitionKey: "a", Data: "AA==" })).rejects.toMatchObject({
      code: "ECONNRESET",
    });
    expect(server.account.stream({ StreamName: "orders" }).shards[0]?.records).toHaveLength(1);
  });

  test("fails single records of a PutRecords and stores the rest", async () => {
    server.account.createStream("orders", 1);
    server.plan.next("PutRecords", failRecords([1]));
    const answer = await sdk().send(
      new PutRecordsCommand({
        StreamName: "orders",
        Records: ["a", "b", "c"].map((key) => ({ PartitionKey: key, Data: Buffer.from(key) })),
      }),
    );
    expect(answer.FailedRecordCount).toBe(1);
    expect(answer.Records?.map((record) => record.ErrorCode)).toEqual([
      undefined,
      "ProvisionedThroughputExceededException",
      undefined,
    ]);
    const stored = server.account.stream({ StreamName: "orders" }).shards[0]?.records;
    expect(stored?.map((record) => record.partitionKey)).toEqual(["a", "c"]);
  });
});

describe("streams", () => {
  test("put, read, split, merge, resize: records keep their shard, ranges stay whole", async () => {
    const client = sdk();
    server.account.createStream("orders", 2);
    const put = await client.send(
      new PutRecordCommand({ StreamName: "orders", PartitionKey: "k", Data: Buffer.from("hello") }),
    );
    const iterator = await client.send(
      new GetShardIteratorCommand({ StreamName: "orders", ShardId: put.ShardId, ShardIteratorType: "TRIM_HORIZON" }),
    );
    const read = await client.send(new GetRecordsCommand({ ShardIterator: iterator.ShardIterator }));
    expect(read.Records?.map((record) => [Buffer.from(record.Data ?? []).toString(), record.SequenceNumber])).toEqual([
      ["hello", put.SequenceNumber],
    ]);
    expect(read.Records?.[0]?.ApproximateArrivalTimestamp?.getTime()).toBe(clock.now());

    await client.send(
      new SplitShardCommand({ StreamName: "orders", ShardToSplit: "shardId-000000000000", NewStartingHashKey: "1000" }),
    );
    await client.send(
      new MergeShardsCommand({
        StreamName: "orders",
        ShardToMerge: "shardId-000000000003",
        AdjacentShardToMerge: "shardId-000000000001",
      }),
    );
    await expect(
      client.send(
        new MergeShardsCommand({
          StreamName: "orders",
          ShardToMerge: "shardId-000000000002",
          AdjacentShardToMerge: "shardId-000000000000",
        }),
      ),
    ).rejects.toMatchObject({ name: "InvalidArgumentException" });
    await client.send(
      new UpdateShardCountCommand({ StreamName: "orders", TargetShardCount: 3, ScalingType: "UNIFORM_SCALING" }),
    );

    const { Shards = [] } = await client.send(
      new ListShardsCommand({ StreamName: "orders", ShardFilter: { Type: "AT_LATEST" } }),
    );
    let next = 0n;
    for (const { HashKeyRange } of Shards) {
      expect(BigInt(HashKeyRange?.StartingHashKey ?? -1)).toBe(next);
      next = BigInt(HashKeyRange?.EndingHashKey ?? 0) + 1n;
    }
    expect(next).toBe(2n ** 128n);
    expect(Shards).toHaveLength(3);

    const end = await client.send(new GetRecordsCommand({ ShardIterator: read.NextShardIterator }));
    expect(end.NextShardIterator).toBeUndefined();
    expect(end.ChildShards?.length).toBeGreaterThan(0);
  });

  test("iterators and tokens expire by the clock, tokens go alone", async () => {
    const client = sdk();
    server.account.createStream("orders", 3);
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({
        StreamName: "orders",
        ShardId: "shardId-000000000000",
        ShardIteratorType: "LATEST",
      }),
    );
    const first = await client.send(new ListShardsCommand({ StreamName: "orders", MaxResults: 2 }));
    const second = await client.send(new ListShardsCommand({ NextToken: first.NextToken, MaxResults: 2 }));
    expect([...(first.Shards ?? []), ...(second.Shards ?? [])].map((shard) => shard.ShardId)).toEqual(
      [0, 1, 2].map((index) => `shardId-00000000000${index}`),
    );
    expect(second.NextToken).toBeUndefined();
    await expect(
      client.send(new ListShardsCommand({ StreamName: "orders", NextToken: first.NextToken })),
    ).rejects.toMatchObject({ name: "InvalidArgumentException" });
    await expect(client.send(new ListStreamsCommand({ NextToken: first.NextToken }))).rejects.toMatchObject({
      name: "InvalidArgumentException",
    });

    clock.set(clock.now() + 300_001);
    const later = sdk();
    await expect(later.send(new GetRecordsCommand({ ShardIterator }))).rejects.toMatchObject({
      name: "ExpiredIteratorException",
    });
    await expect(later.send(new ListShardsCommand({ NextToken: first.NextToken }))).rejects.toMatchObject({
      name: "ExpiredNextTokenException",
    });
  });

  test("change state by the clock", async () => {
    await using slow = await startFaultServer({ clock, stateChangeMilliseconds: 1_000 });
    slow.account.createStream("orders", 1);
    const status = async (): Promise<string | undefined> => {
      const client = sdk({ endpoint: slow.url });
      const { StreamDescriptionSummary } = await client.send(
        new DescribeStreamSummaryCommand({ StreamName: "orders" }),
      );
      return StreamDescriptionSummary?.StreamStatus;
    };
    expect(await status()).toBe("CREATING");
    clock.set(clock.now() + 1_000);
    expect(await status()).toBe("ACTIVE");
  });

  test("feed channels when they are ON_DEMAND", async () => {
    const provisioned = server.account.createStream("provisioned", 1);
    const onDemand = server.account.createStream("on-demand", 4, { mode: "ON_DEMAND" });
    const create = (streamArn: string): CreateChannelCommand =>
      new CreateChannelCommand({
        ChannelName: "archive",
        ServiceExecutionRoleARN: "arn:aws:iam::123456789012:role/delivery",
        StreamConfigurationList: [{ StreamARN: streamArn, RecordConfiguration: { RecordFormatType: "JSON" } }],
        S3DestinationConfiguration: {
          StorageConfiguration: {
            BucketARN: "arn:aws:s3:::archive",
            ExpectedBucketOwner: "123456789012",
            CompressionType: "GZIP",
          },
        },
      });
    await expect(sdk().send(create(provisioned.arn))).rejects.toMatchObject({ name: "InvalidArgumentException" });
    const { ChannelDescription } = await sdk().send(create(onDemand.arn));
    expect(ChannelDescription).toMatchObject({ ChannelName: "archive", ChannelStatus: "CREATING" });
    const { StreamDescriptionSummary } = await sdk().send(
      new DescribeStreamSummaryCommand({ StreamName: "on-demand" }),
    );
    expect(StreamDescriptionSummary?.ChannelCount).toBe(1);
  });
});

test("close ends connections that hang, and a second close does nothing", async () => {
  server.plan.next("ListStreams", hang());
  const pending = raw("ListStreams").catch((error: unknown) => error);
  while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await server.close();
  await server.close();
  expect(await pending).toMatchObject({ code: "ECONNRESET" });
});
