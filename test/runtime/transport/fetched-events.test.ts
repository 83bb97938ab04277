import { expect, it } from "vitest";
import { fetchTransport, Kinesis } from "../../../generated/kinesis/index.js";
import { encodeEvent, encodeException } from "../../support/fault-server/event-frames.js";
import { httpServer } from "./local-server.js";

/** As in a browser, less HTTP/2, which Node's fetch does not speak: the transport does not know the difference. */
it("reads an event stream by fetch", async () => {
  const event = (number: string) =>
    encodeEvent("SubscribeToShardEvent", {
      Records: [{ SequenceNumber: number, Data: "aGVsbG8=", PartitionKey: "a" }],
      ContinuationSequenceNumber: number,
      MillisBehindLatest: 0,
    });
  await using server = await httpServer((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "application/vnd.amazon.eventstream" });
    for (const number of ["1", "2"]) response.write(event(number));
    response.end(encodeException("InternalFailureException", "later"));
  });
  const config = { region: "us-east-1", credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "not-real" } };
  await using kinesis = new Kinesis({ ...config, endpoint: server.url, transport: fetchTransport() });
  const { EventStream } = await kinesis.subscribeToShard({
    ConsumerARN: "arn:aws:kinesis:us-east-1:111122223333:stream/orders/consumer/c:1",
    ShardId: "shardId-000000000000",
    StartingPosition: { Type: "LATEST" },
  });
  const seen: string[] = [];
  const reading = (async () => {
    for await (const { SubscribeToShardEvent: found } of EventStream) {
      for (const { SequenceNumber, Data } of found?.Records ?? [])
        seen.push(`${SequenceNumber} ${new TextDecoder().decode(Data)}`);
    }
  })();
  await expect(reading).rejects.toMatchObject({ name: "InternalFailureException" });
  expect(seen).toEqual(["1 hello", "2 hello"]);
});
