/**
 * Reads an event stream whose chunks nobody holds any more and prints how many MiB of them are left once V8 has collected
 * what is young. Needs --expose-gc.
 */
import { setImmediate as turn } from "node:timers/promises";
import { KinesisClient } from "../../generated/kinesis/client.js";
import { subscribeToShard } from "../../generated/kinesis/operations/subscribe-to-shard.js";
import type { Transport } from "../../runtime/for-generated.js";
import { eventOf } from "../support/fault-stream-server/steps.js";

const mebibyte = 1024 * 1024;
const event = eventOf([1]);
const events = 200;

/** Each chunk is of 256 KiB and holds one event: the rest of its memory is as good as what a transport would share. */
async function* chunks(): AsyncGenerator<Uint8Array, undefined> {
  for (let sent = 0; sent < events; sent++) {
    // As a socket would: what is read was asked for in another turn.
    await turn();
    const chunk = new Uint8Array(mebibyte / 4).subarray(0, event.byteLength);
    chunk.set(event);
    yield chunk;
  }
  return undefined;
}

const transport: Transport = {
  send: () => Promise.reject(new Error("there is nothing to send")),
  stream: async () => ({
    status: 200,
    headers: { "content-type": "application/vnd.amazon.eventstream" },
    body: chunks(),
    cancel: () => {},
  }),
  close() {},
};
const client = new KinesisClient({
  region: "us-east-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
  transport,
});
const { EventStream } = await subscribeToShard(client, {
  ConsumerARN: "arn:aws:kinesis:us-east-1:111122223333:stream/orders/consumer/billing:1772445601",
  ShardId: "shardId-000000000000",
  StartingPosition: { Type: "TRIM_HORIZON" },
});
const before = process.memoryUsage().arrayBuffers;
let read = 0;
for await (const { SubscribeToShardEvent } of EventStream) {
  read += SubscribeToShardEvent?.Records.length ?? 0;
  // Often enough that nothing lives through two of them.
  if (read % 20 === 0) collectYoung();
}
if (read !== events) throw new Error(`${read} events were read, not ${events}.`);
await turn();
collectYoung();
collectYoung();
console.log((process.memoryUsage().arrayBuffers - before) / mebibyte);

function collectYoung(): void {
  (globalThis as unknown as { gc: (options: { type: "minor" }) => void }).gc({ type: "minor" });
}
