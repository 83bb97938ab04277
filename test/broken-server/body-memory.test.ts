/** Large bodies are written into memory that is used again: no request may ever carry the bytes of another one. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Kinesis } from "../../generated/kinesis/index.js";
import { httpServer } from "../runtime/transport/local-server.js";

const calls = 240;
const inFlight = 12;

/** Reads the whole body, and tells whether each of its records is what its key says: bytes of one value. */
async function isIntact(request: IncomingMessage): Promise<boolean> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { Records } = JSON.parse(Buffer.concat(chunks).toString()) as {
    Records: { PartitionKey: string; Data: string }[];
  };
  return Records.every(({ PartitionKey, Data }) =>
    Buffer.from(Data, "base64").every((byte) => byte === Number(PartitionKey)),
  );
}

test("bodies stay what they were, whatever the server does with their requests", async () => {
  let seen = 0;
  let broken = 0;
  const answer = (response: ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(body));
  };
  await using server = await httpServer(async (request, response) => {
    const turn = seen++ % 8;
    try {
      // Before the body is there; in the middle of it; long after; or as it should be.
      if (turn === 1) return answer(response, 500, { __type: "InternalFailureException" });
      if (turn === 3) return void request.once("data", () => request.destroy());
      if (turn === 5) await sleep(15);
      if (!(await isIntact(request))) broken++;
      answer(response, 200, { FailedRecordCount: 0, Records: [] });
    } catch {
      // Cut off by the client, which was refused before it had sent all.
    }
  });
  const config = { region: "us-east-1", credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "none-of-yours" } };
  const clock = { now: () => Date.now(), sleep: async () => {} };
  await using kinesis = new Kinesis({ ...config, endpoint: server.url, maxAttempts: 20, clock });
  let next = 0;
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let call = next++; call < calls; call = next++) {
      const key = String(call % 251);
      const Data = new Uint8Array(40_000 + (call % 7) * 50_000).fill(Number(key));
      const Records = [
        { PartitionKey: key, Data },
        { PartitionKey: key, Data },
      ];
      await kinesis.putRecords({ StreamName: "orders", Records }).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  expect(broken).toBe(0);
  // A client that is refused often uses up its quota of retries; most calls get through.
  expect(failures.length).toBeLessThan(calls / 2);
  expect(seen).toBeGreaterThan(calls / 2);
});
