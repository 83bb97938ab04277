import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as shardwright from "../../generated/kinesis/index.js";
import type { Transport, TransportRequest } from "../../runtime/transport/transport.js";

const { Kinesis } = shardwright;
const page = readFileSync(new URL("../../docs/from-boto.md", import.meta.url), "utf8");

/** The rows of the table whose header line starts with these cells, each cell without its backticks. */
function tableRows(...header: string[]): string[][] {
  const lines = page.split("\n");
  const start = lines.findIndex((line) => header.every((cell, index) => cells(line)[index] === cell));
  if (start < 0) throw new Error(`docs/from-boto.md has no table headed ${header.join(" | ")}`);
  const rows: string[][] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith("|")) break;
    rows.push(cells(line));
  }
  return rows;
}

function cells(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim().replace(/^`(.*)`$/, "$1"));
}

/** Answers every request with an empty object and keeps what it was sent. */
function capturingTransport(): { transport: Transport; requests: TransportRequest[] } {
  const requests: TransportRequest[] = [];
  const transport: Transport = {
    async send(request) {
      requests.push(request);
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "1" };
      return { status: 200, headers, body: new TextEncoder().encode("{}") };
    },
    close() {},
  };
  return { transport, requests };
}

const base = { region: "us-east-1", credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" } };

/** Evaluates a cell's expression as a reader would type it. */
async function evaluate(expression: string, scope: Record<string, unknown>): Promise<unknown> {
  const names = Object.keys(scope);
  const run = new Function(...names, `"use strict"; return (${expression});`) as (...values: unknown[]) => unknown;
  return await run(...names.map((name) => scope[name]));
}

describe("docs/from-boto.md: the 13 operations", () => {
  const rows = tableRows("boto 2", "Shardwright", "JSON on the wire");

  it("covers each of boto's operations", () => {
    const names = new Set(rows.map(([boto]) => boto?.slice(0, boto.indexOf("("))));
    expect([...names].sort()).toEqual([
      "add_tags_to_stream",
      "create_stream",
      "delete_stream",
      "describe_stream",
      "get_records",
      "get_shard_iterator",
      "list_streams",
      "list_tags_for_stream",
      "merge_shards",
      "put_record",
      "put_records",
      "remove_tags_from_stream",
      "split_shard",
    ]);
  });

  it.each(rows)("%s", async (boto, ours, wire) => {
    const { transport, requests } = capturingTransport();
    const kinesis = new Kinesis({ ...base, transport });
    await evaluate(ours ?? "", { kinesis });
    expect(requests).toHaveLength(1);
    expect(JSON.parse(new TextDecoder().decode(requests[0]?.body))).toEqual(JSON.parse(wire ?? ""));
    const operation = (boto ?? "").slice(0, (boto ?? "").indexOf("(")).replaceAll("_", "");
    expect(requests[0]?.headers["x-amz-target"]?.toLowerCase()).toBe(`kinesis_20131202.${operation}`);
  });
});

describe("docs/from-boto.md: connecting", () => {
  const rows = tableRows("boto 2", "Shardwright").filter(([, ours]) => ours?.startsWith("new Kinesis("));

  it("has the four ways", () => expect(rows).toHaveLength(4));

  it.each(rows)("%s", async (_boto, ours) => {
    const { transport, requests } = capturingTransport();
    class Configured extends Kinesis {
      constructor(config: object) {
        super({ ...base, ...config, transport });
      }
    }
    const scope = { Kinesis: Configured, accessKeyId: "AKIDOTHER", secretAccessKey: "other", sessionToken: "token" };
    const kinesis = (await evaluate(ours ?? "", scope)) as shardwright.Kinesis;
    await kinesis.listStreams();
    const [request] = requests;
    const expected = (ours ?? "").includes("eu-west-1")
      ? "https://kinesis.eu-west-1.amazonaws.com"
      : (ours ?? "").includes("kinesis.example.com")
        ? "https://kinesis.example.com"
        : "https://kinesis.us-east-1.amazonaws.com";
    expect(new URL(request?.url ?? "").origin).toBe(expected);
    if ((ours ?? "").includes("sessionToken")) expect(request?.headers["x-amz-security-token"]).toBe("token");
  });
});

describe("docs/from-boto.md: errors", () => {
  const rows = tableRows("boto 2 (`boto.kinesis.exceptions`)", "Shardwright").slice(0, -1);

  it.each(rows)("%s is a class of the same name", async (boto, ours) => {
    const { transport } = capturingTransport();
    const body = JSON.stringify({ __type: boto, message: "no" });
    transport.send = async () => ({ status: 400, headers: {}, body: new TextEncoder().encode(body) });
    const kinesis = new Kinesis({ ...base, transport, maxAttempts: 1 });
    const error = await kinesis.listStreams().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf((shardwright as unknown as Record<string, new () => Error>)[ours ?? ""]);
    expect((error as Error).name).toBe(boto);
  });
});
