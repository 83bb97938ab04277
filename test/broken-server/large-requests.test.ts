/** Requests of some MiB go out while they are made: whatever the server does, it gets the whole body or the call fails. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { Kinesis } from "../../generated/kinesis/index.js";
import { fetchTransport, type Transport } from "../../runtime/for-generated.js";
import { nodeHttpTransport } from "../../runtime/for-node.js";
import { httpServer } from "../runtime/transport/local-server.js";

const config = { region: "us-east-1", credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "none-of-yours" } };
const clock = { now: () => Date.now(), sleep: async () => {} };
const blobs = [1, 2, 3].map((seed) =>
  Uint8Array.from({ length: 1_000_000 + seed }, (_, index) => (index * seed) % 251),
);
const input = { StreamName: "orders", Records: blobs.map((Data, index) => ({ PartitionKey: `key-${index}`, Data })) };
const expected = {
  StreamName: "orders",
  Records: input.Records.map(({ PartitionKey, Data }) => ({
    PartitionKey,
    Data: Buffer.from(Data).toString("base64"),
  })),
};
const expectedLength = JSON.stringify(expected).length;

/** Whether a body is all of the input, and nothing else. */
function isWhole(body: string): boolean {
  return body.length === expectedLength && isDeepStrictEqual(JSON.parse(body), expected);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
  response.end(JSON.stringify(body));
}

const good = { FailedRecordCount: 0, Records: [] };

test.each<[string, Transport | undefined]>([
  ["the client's own transport", undefined],
  ["Node's transport, given by the caller", nodeHttpTransport()],
  ["fetch", fetchTransport()],
])("the body arrives whole by %s, and once more when it is retried", async (_, transport) => {
  const bodies: string[] = [];
  await using server = await httpServer(async (request, response) => {
    expect(request.headers["content-length"]).toBe(String(expectedLength));
    bodies.push(await bodyOf(request));
    if (bodies.length === 1) answer(response, 500, { __type: "InternalFailureException" });
    else answer(response, 200, good);
  });
  const sizes: number[] = [];
  const hooks = { onRequest: ({ bodyBytes }: { readonly bodyBytes: number }) => void sizes.push(bodyBytes) };
  const given = { ...config, endpoint: server.url, clock, hooks, ...(transport && { transport }) };
  await using kinesis = new Kinesis(given);
  await expect(kinesis.putRecords(input)).resolves.toEqual(good);
  expect(bodies.map(isWhole)).toEqual([true, true]);
  expect(sizes).toEqual([expectedLength, expectedLength]);
  transport?.close();
});

test("a transport of the caller's own finds the body as bytes", async () => {
  const seen: Uint8Array[] = [];
  const transport: Transport = {
    send: async ({ body }) => {
      seen.push(body);
      const headers = { "content-type": "application/x-amz-json-1.1" };
      return { status: 200, headers, body: new TextEncoder().encode(JSON.stringify(good)) };
    },
    close: () => {},
  };
  await using kinesis = new Kinesis({ ...config, transport });
  await kinesis.putRecords(input);
  expect(seen.map((body) => isWhole(Buffer.from(body).toString()))).toEqual([true]);
});

test("calls survive servers that answer early, late, or hang up in the middle", async () => {
  let seen = 0;
  let broken = 0;
  await using server = await httpServer(async (request, response) => {
    const turn = seen++ % 5;
    try {
      if (turn === 1) return answer(response, 500, { __type: "InternalFailureException" });
      if (turn === 2) return void request.once("data", () => request.destroy());
      if (turn === 3) await sleep(20);
      if (!isWhole(await bodyOf(request))) broken++;
      answer(response, 200, good);
    } catch {
      // Cut off by the client, which was refused before it had sent all.
    }
  });
  await using kinesis = new Kinesis({ ...config, endpoint: server.url, maxAttempts: 20, clock });
  const results = await Promise.allSettled(Array.from({ length: 24 }, () => kinesis.putRecords(input)));
  expect(broken).toBe(0);
  // A client that is refused often uses up its quota of retries; most calls get through.
  expect(results.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(12);
});

test("a call fails, and is not repeated, when the bytes of a blob are taken away meanwhile", async () => {
  let requests = 0;
  await using server = await httpServer(async (request, response) => {
    requests++;
    await bodyOf(request).catch(() => {});
    answer(response, 200, good);
  });
  await using kinesis = new Kinesis({ ...config, endpoint: server.url, clock });
  const Data = new Uint8Array(8_000_000);
  const call = kinesis.putRecord({ StreamName: "orders", PartitionKey: "key", Data });
  structuredClone(Data.buffer, { transfer: [Data.buffer] });
  await expect(call).rejects.toThrow("Leave the bytes of a large request as they are until the call has ended");
  expect(requests).toBeLessThan(2);
});
