/** Large responses arrive in memory that is used again: no output may ever change, or carry the bytes of another one. */
import { expect, test } from "vitest";
import { Kinesis } from "../../generated/kinesis/index.js";
import { httpServer } from "../runtime/transport/local-server.js";

const calls = 120;
const inFlight = 10;
const config = { region: "us-east-1", credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "none-of-yours" } };
const clock = { now: () => Date.now(), sleep: async () => {} };

/** A page of records that say which call they answer, in their data and their keys. */
function pageFor(call: number): object {
  const Records = Array.from({ length: 60 + (call % 9) * 20 }, (_, index) => ({
    Data: Buffer.alloc(3_000, call % 251).toString("base64"),
    PartitionKey: `call-${call}`,
    SequenceNumber: String(index),
    ApproximateArrivalTimestamp: 1_700_000_000 + call,
  }));
  return { Records, NextShardIterator: `next-${call}`, MillisBehindLatest: call };
}

test("outputs stay what they were, whatever becomes of later responses", async () => {
  let seen = 0;
  await using server = await httpServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { ShardIterator } = JSON.parse(Buffer.concat(chunks).toString()) as { ShardIterator: string };
    const body = JSON.stringify(pageFor(Number(ShardIterator)));
    const turn = seen++ % 8;
    response.setHeader("content-type", "application/x-amz-json-1.1");
    response.setHeader("content-length", body.length);
    // Cut off in the middle; an error as long as a page; in two halves; or at once.
    if (turn === 1) return void response.write(body.slice(0, body.length / 2), () => response.destroy());
    if (turn === 3) return void response.writeHead(500).end(body);
    if (turn === 5) response.write(body.slice(0, body.length / 2));
    response.end(turn === 5 ? body.slice(body.length / 2) : body);
  });
  await using kinesis = new Kinesis({ ...config, endpoint: server.url, maxAttempts: 20, clock });
  let next = 0;
  const outputs = new Map<number, unknown>();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let call = next++; call < calls; call = next++) {
      try {
        outputs.set(call, await kinesis.getRecords({ ShardIterator: String(call) }));
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  for (const [call, output] of outputs) {
    const { Records, NextShardIterator } = output as Awaited<ReturnType<Kinesis["getRecords"]>>;
    expect(NextShardIterator).toBe(`next-${call}`);
    expect(Records).toHaveLength(60 + (call % 9) * 20);
    const intact = Records.every(
      ({ Data, PartitionKey }) => PartitionKey === `call-${call}` && Data.every((byte) => byte === call % 251),
    );
    expect(intact).toBe(true);
  }
  // A client that is refused often uses up its quota of retries; most calls get through.
  expect(outputs.size).toBeGreaterThan(calls / 2);
  expect(failures.length + outputs.size).toBe(calls);
});

test("an error says where in a large page something is malformed", async () => {
  const page = pageFor(7) as { Records: { Data: unknown }[] };
  page.Records[100] = { ...page.Records[100], Data: 5 };
  await using server = await httpServer((_, response) => {
    response.setHeader("content-type", "application/x-amz-json-1.1");
    response.end(JSON.stringify(page));
  });
  await using kinesis = new Kinesis({ ...config, endpoint: server.url, maxAttempts: 1 });
  await expect(kinesis.getRecords({ ShardIterator: "7" })).rejects.toThrow(
    "Records[100].Data: expected a base64 string, found a number",
  );
});
