import { entriesOf, payload } from "../workload.js";

/** Whole responses, head included, by operation. */
export type Answers = Readonly<Record<string, Buffer>>;

const sequenceNumber = "49590338271490256608559692538361571095921575989136588898";
const shardId = "shardId-000000000000";
const dateLine = "\r\nDate: ";

/** @param recordCount Records of 1 KiB in an answer to GetRecords. */
export function cannedAnswers(recordCount: number): Answers {
  const data = Buffer.from(payload).toString("base64");
  return {
    PutRecord: response({ ShardId: shardId, SequenceNumber: sequenceNumber }),
    PutRecords: response({
      FailedRecordCount: 0,
      Records: entriesOf("put-records").map(() => ({ ShardId: shardId, SequenceNumber: sequenceNumber })),
    }),
    GetRecords: response({
      Records: Array.from({ length: recordCount }, (_, index) => ({
        SequenceNumber: `${sequenceNumber.slice(0, -4)}${String(index).padStart(4, "0")}`,
        ApproximateArrivalTimestamp: 1_700_000_000 + index / 1_000,
        Data: data,
        PartitionKey: `key-${index}`,
      })),
      NextShardIterator: "A".repeat(224),
      MillisBehindLatest: 0,
    }),
  };
}

function response(value: object): Buffer {
  const body = JSON.stringify(value);
  const head = [
    "HTTP/1.1 200 OK",
    "x-amzn-RequestId: 00000000-0000-0000-0000-000000000000",
    `x-amz-id-2: ${"A".repeat(64)}`,
    `Date: ${new Date(0).toUTCString()}`,
    "Content-Type: application/x-amz-json-1.1",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** Writes the time into every answer: a client that saw an old one would believe its own clock to be wrong. */
export function stampAnswers(answers: Answers, now: Date): void {
  for (const answer of Object.values(answers)) {
    answer.write(now.toUTCString(), answer.indexOf(dateLine) + dateLine.length);
  }
}
