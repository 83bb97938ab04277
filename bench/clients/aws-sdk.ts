import { GetRecordsCommand, KinesisClient, PutRecordCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { type Contender, credentials, entries, payload, region, streamName } from "../workload.js";

/** The rival, on HTTP/1.1 as ours is. */
export function awsSdk(endpoint: string): Contender {
  const client = new KinesisClient({ region, credentials, endpoint, requestHandler: new NodeHttpHandler() });
  const Records = [...entries];
  return {
    name: "@aws-sdk/client-kinesis",
    run(workload) {
      if (workload === "put-record") {
        return client.send(new PutRecordCommand({ StreamName: streamName, PartitionKey: "key", Data: payload }));
      }
      if (workload === "put-records") return client.send(new PutRecordsCommand({ StreamName: streamName, Records }));
      return client.send(new GetRecordsCommand({ ShardIterator: "iterator", Limit: 1_000 }));
    },
    close: () => client.destroy(),
  };
}
