import { GetRecordsCommand, KinesisClient, PutRecordCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { type Contender, credentials, entriesOf, payload, region, streamName } from "../workload.js";

/** The rival, with its defaults, on HTTP/1.1 as ours is. */
export function connect(endpoint: string): Contender {
  const client = new KinesisClient({ region, credentials, endpoint, requestHandler: new NodeHttpHandler() });
  return {
    run(workload) {
      if (workload === "put-record") {
        return client.send(new PutRecordCommand({ StreamName: streamName, PartitionKey: "key", Data: payload }));
      }
      if (workload === "get-records") {
        return client.send(new GetRecordsCommand({ ShardIterator: "iterator", Limit: 1_000 }));
      }
      // Its types ask for an array that may be written to; it does not write.
      const Records = entriesOf(workload) as { PartitionKey: string; Data: Uint8Array }[];
      return client.send(new PutRecordsCommand({ StreamName: streamName, Records }));
    },
    close: () => client.destroy(),
  };
}
