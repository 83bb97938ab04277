/** Answers every call with a canned response; run in a process of its own so that its CPU time is not ours. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { entries, payload } from "./workload.js";

const sequenceNumber = "49590338271490256608559692538361571095921575989136588898";
const shardId = "shardId-000000000000";
const data = Buffer.from(payload).toString("base64");
const record = { SequenceNumber: sequenceNumber, ApproximateArrivalTimestamp: 1_700_000_000.123, Data: data };

const answers: Readonly<Record<string, Buffer>> = {
  PutRecord: encode({ ShardId: shardId, SequenceNumber: sequenceNumber }),
  PutRecords: encode({
    FailedRecordCount: 0,
    Records: entries.map(() => ({ ShardId: shardId, SequenceNumber: sequenceNumber })),
  }),
  GetRecords: encode({
    Records: Array.from({ length: 1_000 }, (_, index) => ({ ...record, PartitionKey: `key-${index}` })),
    NextShardIterator: "iterator",
    MillisBehindLatest: 0,
  }),
};

function encode(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

const server = createServer((request, response) => {
  const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
  const answer = answers[operation] ?? encode({});
  request.resume().on("end", () => {
    response.writeHead(200, {
      "content-type": "application/x-amz-json-1.1",
      "content-length": answer.byteLength,
      "x-amzn-requestid": "00000000-0000-0000-0000-000000000000",
    });
    response.end(answer);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
