import { KinesisClient } from "../../generated/kinesis/client.js";
import { getRecords } from "../../generated/kinesis/operations/get-records.js";
import { putRecord } from "../../generated/kinesis/operations/put-record.js";
import { putRecords } from "../../generated/kinesis/operations/put-records.js";
import { type Contender, credentials, entries, payload, region, streamName } from "../workload.js";

/** This client, with its defaults: strict validation, real signing, decoded responses. */
export function shardwright(endpoint: string): Contender {
  const client = new KinesisClient({ region, credentials, endpoint });
  return {
    name: "shardwright",
    run(workload) {
      if (workload === "put-record") {
        return putRecord(client, { StreamName: streamName, PartitionKey: "key", Data: payload });
      }
      if (workload === "put-records") return putRecords(client, { StreamName: streamName, Records: entries });
      return getRecords(client, { ShardIterator: "iterator", Limit: 1_000 });
    },
    close: () => client.close(),
  };
}
