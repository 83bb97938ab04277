/**
 * Makes many calls with one client over a stub transport and prints the heap in use at every tenth of the way, as JSON.
 * Needs --expose-gc. Arguments: the loop, the number of calls.
 */
import { heapCurve } from "../../bench/heap-curve.js";
import { KinesisClient } from "../../generated/kinesis/client.js";
import { getRecords } from "../../generated/kinesis/operations/get-records.js";
import { putRecord } from "../../generated/kinesis/operations/put-record.js";
import { putRecords } from "../../generated/kinesis/operations/put-records.js";
import type { Transport } from "../../runtime/transport/transport.js";

const [name = "", calls = ""] = process.argv.slice(2);
const Data = new Uint8Array(1_024);
const base64 = Buffer.from(Data).toString("base64");
const put = { ShardId: "shardId-000000000000", SequenceNumber: "1" };

function answer(target: string): object {
  if (target.endsWith(".PutRecord")) return put;
  if (target.endsWith(".PutRecords")) return { FailedRecordCount: 0, Records: Array(10).fill(put) };
  const Records = Array.from({ length: 10 }, () => ({ SequenceNumber: "1", PartitionKey: "k", Data: base64 }));
  return { Records, NextShardIterator: "next", MillisBehindLatest: 0 };
}

let count = 0;
const transport: Transport = {
  async send({ headers }) {
    // Each answer has an id of its own, as the service's have: what is kept by it would pile up.
    const answered = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": `request-${count++}` };
    if (name === "faults") {
      const fault = { __type: "ResourceNotFoundException", message: `No stream ${count}.` };
      return { status: 400, headers: answered, body: Buffer.from(JSON.stringify(fault)) };
    }
    return { status: 200, headers: answered, body: Buffer.from(JSON.stringify(answer(headers["x-amz-target"] ?? ""))) };
  },
  close() {},
};
const client = new KinesisClient({
  region: "us-east-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
  transport,
});
const { signal } = new AbortController();

let sent = 0;
const record = (): { StreamName: string; PartitionKey: string; Data: Uint8Array } => ({
  StreamName: "orders",
  PartitionKey: `key-${sent++}`,
  Data,
});
const loops: Readonly<Record<string, () => Promise<unknown>>> = {
  "a poll loop": () => getRecords(client, { ShardIterator: `iterator-${sent++}`, Limit: 10 }),
  "a put loop": () => putRecord(client, record()),
  "a loop of batches": () => {
    const Records = Array.from({ length: 10 }, record).map(({ PartitionKey }) => ({ PartitionKey, Data }));
    return putRecords(client, { StreamName: "orders", Records });
  },
  "a loop under one signal, with a time limit": () => putRecord(client, record(), { signal, timeout: 60_000 }),
  faults: () => putRecord(client, record()).catch(() => undefined),
};
const loop = loops[name];
if (loop === undefined) throw new Error(`There is no loop ${name}.`);
console.log(JSON.stringify(await heapCurve(loop, Number(calls))));
client.close();
