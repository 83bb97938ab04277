import { createHash } from "node:crypto";
import { Agent, request } from "node:http";
import { type Contender, entriesOf, payload, streamName } from "../workload.js";

/** The least that the work can cost: hand-built JSON, one hash of the body, no signature, no checks. */
export function connect(endpoint: string): Contender {
  const agent = new Agent({ keepAlive: true });
  return {
    async run(workload) {
      if (workload === "put-record") return JSON.parse((await send("PutRecord", putRecordBody())).toString("utf8"));
      if (workload === "get-records") {
        const answer = await send("GetRecords", '{"ShardIterator":"iterator","Limit":1000}');
        const { Records } = JSON.parse(answer.toString("utf8")) as { Records: { Data: string }[] };
        return Records.map((record) => Buffer.from(record.Data, "base64"));
      }
      return JSON.parse((await send("PutRecords", putRecordsBody(workload))).toString("utf8"));
    },
    close: () => agent.destroy(),
  };

  function send(operation: string, body: string): Promise<Buffer> {
    const bytes = Buffer.from(body);
    const digest = createHash("sha256").update(bytes).digest("hex");
    const headers = {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `Kinesis_20131202.${operation}`,
      "x-digest": digest,
      "content-length": bytes.byteLength,
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(endpoint, { method: "POST", agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve(Buffer.concat(chunks)));
        response.on("error", reject);
      });
      outgoing.on("error", reject);
      outgoing.end(bytes);
    });
  }
}

function base64(data: Uint8Array): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64");
}

function putRecordBody(): string {
  return `{"StreamName":"${streamName}","PartitionKey":"key","Data":"${base64(payload)}"}`;
}

function putRecordsBody(workload: "put-records" | "put-large"): string {
  const records = entriesOf(workload).map(
    (entry) => `{"PartitionKey":"${entry.PartitionKey}","Data":"${base64(entry.Data)}"}`,
  );
  return `{"StreamName":"${streamName}","Records":[${records.join(",")}]}`;
}
