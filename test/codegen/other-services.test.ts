import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../codegen/cli.js";
import { readServiceModel } from "../../codegen/read-service-model.js";
import type { EventStream, StreamingOptions, TransportRequest } from "../../runtime/for-generated.js";
import { nodeHttpTransport } from "../../runtime/for-node.js";
import { encodeEvent, encodeException } from "../support/fault-server/event-frames.js";

const root = join(import.meta.dirname, "../..");
const services = ["cloudwatch-logs", "dynamodb", "sqs"];

/** One request as the server got it. */
interface Seen {
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

type Client = { [method: string]: (input: unknown, options?: unknown) => Promise<unknown> };
type ClientModule = { [name: string]: new (config: object) => Client & { close(): void } };

let folder = "";
let server: Server;
const seen: Seen[] = [];
let answer: {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** In place of a body: frames, each written by itself; and whether the connection is cut after them. */
  readonly frames?: readonly Buffer[];
  readonly cut?: boolean;
} = { status: 200, body: {} };

beforeAll(async () => {
  // A folder that starts with a dot is left alone by the compiler of the whole tree.
  folder = mkdtempSync(join(root, "test/.other-services-"));
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    request.on("end", () => {
      seen.push({ headers: request.headers, body: JSON.parse(text) });
      response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0", ...answer.headers });
      if (answer.frames === undefined) response.end(JSON.stringify(answer.body));
      else {
        for (const frame of answer.frames) response.write(frame);
        if (answer.cut === true) response.socket?.destroySoon();
        else response.end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  for (const service of services) {
    const errors: string[] = [];
    const out = join(folder, service);
    const runtime = relative(out, join(root, "runtime/for-generated.js")).replaceAll("\\", "/");
    const argv = ["generate", "--model", fixture(service), "--out", out, "--runtime", runtime];
    const code = await main(argv, { out: () => {}, error: (line) => errors.push(line) });
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
  }
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function fixture(service: string): string {
  return join(import.meta.dirname, "fixtures", `${service}.smithy.json`);
}

async function clientOf(service: string, name: string): Promise<Client & { close(): void }> {
  const module = (await import(/* @vite-ignore */ join(folder, service, "client.ts"))) as ClientModule;
  const Constructor = module[name];
  if (Constructor === undefined) throw new Error(`${service} has no class ${name}`);
  const { port } = server.address() as AddressInfo;
  return new Constructor({
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
  });
}

/** Calls a method while the server gives one answer, and tells what the server saw and what came back. */
async function call(
  client: Client,
  method: string,
  input: unknown,
  given: typeof answer,
): Promise<{ request: Seen; output: unknown }> {
  answer = given;
  seen.length = 0;
  const run = client[method];
  if (run === undefined) throw new Error(`no method ${method}`);
  const output = await run.call(client, input).catch((error: unknown) => error);
  const [request] = seen;
  if (request === undefined) throw new Error(`no request arrived: ${String(output)}`);
  return { request, output };
}

it("the generated clients of other services pass the strictest type check", () => {
  const config = {
    extends: relative(folder, join(root, "tsconfig.json")),
    include: ["**/*.ts"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  expect(stdout).toBe("");
  expect(status).toBe(0);
}, 120_000);

describe("DynamoDB, awsJson 1.0", () => {
  it("writes and reads a recursive union with blobs", async () => {
    const client = await clientOf("dynamodb", "DynamoDB");
    const input = {
      TableName: "things",
      Item: {
        id: { S: "1" },
        data: { B: "hello" },
        nested: { L: [{ M: { deep: { NS: ["1", "2"] } } }, { NULL: true }] },
      },
      ReturnValues: "ALL_OLD",
    };
    const attributes = { id: { S: "0" }, data: { B: "aGVsbG8=" }, list: { L: [{ BS: ["AQI="] }, { Future: 1 }] } };
    const { request, output } = await call(client, "putItem", input, { status: 200, body: { Attributes: attributes } });
    expect(request.headers).toMatchObject({
      "x-amz-target": "DynamoDB_20120810.PutItem",
      "content-type": "application/x-amz-json-1.0",
      authorization: expect.stringContaining("/us-east-1/dynamodb/aws4_request"),
    });
    expect(request.body).toEqual({ ...input, Item: { ...input.Item, data: { B: "aGVsbG8=" } } });
    expect(output).toEqual({
      Attributes: {
        id: { S: "0" },
        data: { B: new Uint8Array(Buffer.from("hello")) },
        list: { L: [{ BS: [new Uint8Array([1, 2])] }, { $unknown: ["Future", 1] }] },
      },
    });
    client.close();
  });

  it("raises a modelled fault with its members", async () => {
    const client = await clientOf("dynamodb", "DynamoDB");
    const body = {
      __type: "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
      message: "no",
      Item: { id: { S: "1" } },
    };
    const input = { TableName: "things", Item: { id: { S: "1" } } };
    const { output } = await call(client, "putItem", input, { status: 400, body });
    expect(output).toMatchObject({
      name: "ConditionalCheckFailedException",
      fault: "client",
      Item: { id: { S: "1" } },
    });
    client.close();
  });

  it("refuses a union with two members before it sends anything", async () => {
    const client = await clientOf("dynamodb", "DynamoDB");
    seen.length = 0;
    await expect(client.putItem?.({ TableName: "t", Item: { id: { S: "1", N: "1" } } })).rejects.toMatchObject({
      name: "ValidationError",
    });
    expect(seen).toEqual([]);
    client.close();
  });
});

describe("SQS, awsJson 1.0 in the place of its old query protocol", () => {
  it("sends and reads a message", async () => {
    const client = await clientOf("sqs", "SQS");
    const input = {
      QueueUrl: "https://sqs.us-east-1.amazonaws.com/1/q",
      MessageBody: "hi",
      MessageAttributes: { a: { DataType: "Binary", BinaryValue: new Uint8Array([1]) } },
    };
    const { request, output } = await call(client, "sendMessage", input, {
      status: 200,
      body: { MessageId: "m", Extra: 1 },
    });
    expect(request.headers["x-amz-target"]).toBe("AmazonSQS.SendMessage");
    expect(request.body).toEqual({ ...input, MessageAttributes: { a: { DataType: "Binary", BinaryValue: "AQ==" } } });
    expect(output).toEqual({ MessageId: "m" });
    client.close();
  });

  it("knows a fault by its name on the wire", async () => {
    const client = await clientOf("sqs", "SQS");
    const { output } = await call(
      client,
      "getQueueUrl",
      { QueueName: "q" },
      {
        status: 400,
        body: { __type: "com.amazonaws.sqs#QueueDoesNotExist", message: "no such queue" },
        headers: { "x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender" },
      },
    );
    expect(output).toMatchObject({ name: "QueueDoesNotExist", fault: "client" });
    client.close();
  });
});

describe("CloudWatch Logs, awsJson 1.1", () => {
  it("has the class name of its sdkId and sends to its own target", async () => {
    const client = await clientOf("cloudwatch-logs", "CloudWatchLogs");
    const input = { logGroupName: "g", logStreamName: "s", logEvents: [{ timestamp: 1, message: "m" }] };
    const { request } = await call(client, "putLogEvents", input, { status: 200, body: {} });
    expect(request.headers).toMatchObject({
      "x-amz-target": "Logs_20140328.PutLogEvents",
      "content-type": "application/x-amz-json-1.1",
      authorization: expect.stringContaining("/us-east-1/logs/aws4_request"),
    });
    expect(request.body).toEqual(input);
    client.close();
  });
});

describe("CloudWatch Logs StartLiveTail, an event stream over HTTP/1.1", () => {
  interface LiveTail {
    readonly responseStream: EventStream<{ readonly sessionStart?: object; readonly sessionUpdate?: object }>;
  }
  const input = { logGroupIdentifiers: ["arn:aws:logs:us-east-1:111122223333:log-group:orders"] };
  const start = encodeEvent("sessionStart", { sessionId: "s", logGroupIdentifiers: ["g"] });
  const update = encodeEvent("sessionUpdate", {
    sessionMetadata: { sampled: true },
    sessionResults: [{ message: "hello", timestamp: 1_700_000_000_000 }],
  });

  /** Calls without an endpoint of the client's own, so that the host is the model's, and leads the call to the server. */
  async function tail(
    given: typeof answer,
  ): Promise<{ readonly output: LiveTail; readonly request: TransportRequest }> {
    answer = { headers: { "content-type": "application/vnd.amazon.eventstream" }, ...given };
    const transport = nodeHttpTransport();
    const requests: TransportRequest[] = [];
    const { port } = server.address() as AddressInfo;
    const module = (await import(/* @vite-ignore */ join(folder, "cloudwatch-logs/client.ts"))) as ClientModule;
    const client = new (module.CloudWatchLogs as ClientModule[string])({
      region: "us-east-1",
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
      maxAttempts: 1,
      transport: {
        ...transport,
        stream: (request: TransportRequest, options: StreamingOptions) => {
          requests.push(request);
          expect(options.protocol).toBe("http/1.1");
          return transport.stream?.({ ...request, url: `http://127.0.0.1:${port}/` }, options);
        },
      },
    });
    try {
      return { output: (await client.startLiveTail?.(input)) as LiveTail, request: requests[0] as TransportRequest };
    } finally {
      client.close();
    }
  }

  it("sends to the host with the prefix and reads the events", async () => {
    const { output, request } = await tail({ status: 200, frames: [start, update, update] });
    expect(request.url).toBe("https://streaming-logs.us-east-1.amazonaws.com/");
    expect(request.headers["x-amz-target"]).toBe("Logs_20140328.StartLiveTail");
    const events: unknown[] = [];
    for await (const event of output.responseStream) events.push(event);
    expect(events).toEqual([
      { sessionStart: { sessionId: "s", logGroupIdentifiers: ["g"] } },
      ...Array.from({ length: 2 }, () => ({
        sessionUpdate: {
          sessionMetadata: { sampled: true },
          sessionResults: [{ message: "hello", timestamp: 1_700_000_000_000 }],
        },
      })),
    ]);
    expect(await output.responseStream.ended).toEqual({ reason: "ended" });
  });

  it("throws the fault that ends the stream as its class", async () => {
    const timeout = encodeException("SessionTimeoutException", "three hours are over");
    const { output } = await tail({ status: 200, frames: [start, timeout] });
    const read = async (): Promise<void> => {
      for await (const _ of output.responseStream);
    };
    await expect(read()).rejects.toMatchObject({ name: "SessionTimeoutException", message: "three hours are over" });
  });

  it("throws a ConnectionError when the connection is cut", async () => {
    const { output } = await tail({ status: 200, frames: [start, update.subarray(0, 40)], cut: true });
    const read = async (): Promise<void> => {
      for await (const _ of output.responseStream);
    };
    await expect(read()).rejects.toMatchObject({ name: "ConnectionError", code: "ERR_TRUNCATED_RESPONSE" });
  });

  it("rejects with a fault that comes in place of the stream", async () => {
    const body = { __type: "LimitExceededException", message: "too many sessions" };
    const headers = { "content-type": "application/x-amz-json-1.1" };
    await expect(tail({ status: 400, body, headers })).rejects.toMatchObject({ name: "LimitExceededException" });
  });
});

it.each(services)("%s reads to the same model twice, and its file stays as it was", (service) => {
  const text = readFileSync(fixture(service), "utf8");
  const first = readServiceModel([fixture(service)]);
  expect(readServiceModel([fixture(service)])).toEqual(first);
  expect(readFileSync(fixture(service), "utf8")).toBe(text);
});
