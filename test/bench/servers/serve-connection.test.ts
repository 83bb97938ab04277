import { duplexPair } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { cannedAnswers, stampAnswers } from "../../../bench/servers/answers.js";
import { serveConnection } from "../../../bench/servers/serve-connection.js";

const answers = { PutRecord: Buffer.from("put."), GetRecords: Buffer.from("got.") };

function request(operation: string, body: string): string {
  return `POST / HTTP/1.1\r\nX-Amz-Target: Kinesis_20131202.${operation}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

/** What the server answers when the text arrives in pieces of this size. */
async function answerTo(text: string, pieceLength: number): Promise<string> {
  const [client, server] = duplexPair();
  serveConnection(server, answers);
  let answered = "";
  client.on("data", (chunk: Buffer) => {
    answered += chunk.toString("latin1");
  });
  for (let start = 0; start < text.length; start += pieceLength) {
    client.write(text.slice(start, start + pieceLength));
    await turn();
  }
  await turn();
  client.destroy();
  return answered;
}

describe("the stub server", () => {
  const requests = [request("PutRecord", "0123456789"), request("GetRecords", ""), request("PutRecord", "{}")].join("");

  it.each([1, 7, 60, 1_000])("answers each request once, cut into pieces of %d bytes", async (pieceLength) => {
    expect(await answerTo(requests, pieceLength)).toBe("put.got.put.");
  });

  it("waits for the last byte of a body", async () => {
    expect(await answerTo(requests.slice(0, requests.length - 1), 1_000)).toBe("put.got.");
  });

  it.each([
    ["an operation that it does not know", request("MergeShards", "{}")],
    ["a body without a length", "POST / HTTP/1.1\r\nx-amz-target: K.PutRecord\r\ntransfer-encoding: chunked\r\n\r\n"],
  ])("refuses %s", async (_, text) => {
    expect(await answerTo(text, 1_000)).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe("the canned answers", () => {
  it("are whole responses", () => {
    for (const [operation, answer] of Object.entries(cannedAnswers(1_000))) {
      const [head = "", body = ""] = answer.toString("utf8").split("\r\n\r\n");
      expect(head).toContain(`Content-Length: ${body.length}`);
      const { Records } = JSON.parse(body) as { Records?: unknown[] };
      expect(Records?.length).toBe({ PutRecord: undefined, PutRecords: 500, GetRecords: 1_000 }[operation]);
    }
  });

  it("tell the time that they are stamped with, and nothing else changes", () => {
    const [before, after] = [cannedAnswers(3), cannedAnswers(3)];
    stampAnswers(after, new Date("2026-03-04T05:06:07Z"));
    expect(after.GetRecords?.toString()).toBe(
      before.GetRecords?.toString().replace("Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 04 Mar 2026 05:06:07 GMT"),
    );
  });
});
