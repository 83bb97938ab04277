import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { KinesisClient } from "../../generated/kinesis/client.js";
import { subscribeToShard } from "../../generated/kinesis/operations/subscribe-to-shard.js";
import { encodeEvent } from "../support/fault-server/event-frames.js";
import { startFaultStreamServer } from "../support/fault-stream-server/server.js";
import { endless, records } from "../support/fault-stream-server/steps.js";

const mebibyte = 1024 * 1024;

/** The same as `npm run bench -- subscribe-memory` does with 1 GiB, in small. */
it("a reader that takes its time holds back the server rather than filling memory", async () => {
  await using server = await startFaultStreamServer();
  const total = 64 * mebibyte;
  const frame = encodeEvent("SubscribeToShardEvent", {
    Records: records([1], mebibyte / 8),
    ContinuationSequenceNumber: "1",
    MillisBehindLatest: 0,
  });
  let sent = 0;
  server.plan(
    endless(
      frame,
      (bytes) => {
        sent = bytes;
      },
      total,
    ),
  );
  const client = new KinesisClient({
    region: "us-east-1",
    endpoint: server.url,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
  });
  const { EventStream } = await subscribeToShard(client, {
    ConsumerARN: "arn:aws:kinesis:us-east-1:111122223333:stream/orders/consumer/billing:1772445601",
    ShardId: "shardId-000000000000",
    StartingPosition: { Type: "TRIM_HORIZON" },
  });
  let read = 0;
  let ahead = 0;
  for await (const { SubscribeToShardEvent: event } of EventStream) {
    for (const { Data } of event?.Records ?? []) expect(Data.byteLength).toBe(mebibyte / 8);
    read += frame.byteLength;
    ahead = Math.max(ahead, sent - read);
    await sleep(1);
  }
  expect(read).toBeGreaterThanOrEqual(total);
  // The stream's window of 1 MiB, what the sockets of both sides hold, and what the server has buffered.
  expect(ahead).toBeLessThan(8 * mebibyte);
  client.close();
}, 60_000);

it("what was read is garbage at once, and not what V8 takes for long-lived", async () => {
  const program = fileURLToPath(new URL("stream-garbage.ts", import.meta.url));
  // Optimised code may do without the objects that would hold it.
  const options = ["--no-opt", "--expose-gc", "--conditions=shardwright-source", "--import", "tsx", program];
  const { stdout } = await promisify(execFile)(process.execPath, options);
  // 50 MiB went through, of which newer versions of V8 count a few for a while longer.
  expect(Number(stdout)).toBeLessThan(10);
}, 60_000);
