import { type Contender, credentials, entriesOf, payload, region, streamName } from "../workload.js";
import { leanEntry } from "./package.js";

const { KinesisClient, getRecords, putRecord, putRecords } = await leanEntry();

/** This client, with its defaults: strict validation, real signing, decoded responses. */
export function connect(endpoint: string): Contender {
  const client = new KinesisClient({ region, credentials, endpoint });
  return {
    run(workload) {
      if (workload === "put-record") {
        return putRecord(client, { StreamName: streamName, PartitionKey: "key", Data: payload });
      }
      if (workload === "get-records") return getRecords(client, { ShardIterator: "iterator", Limit: 1_000 });
      return putRecords(client, { StreamName: streamName, Records: entriesOf(workload) });
    },
    close: () => client.close(),
  };
}
