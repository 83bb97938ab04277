import { type Contender, credentials, entriesOf, payload, region, streamName } from "../workload.js";
import type { Connect } from "./load.js";
import { leanEntry, nodeEntry } from "./package.js";

type Entry = Pick<Awaited<ReturnType<typeof leanEntry>>, "KinesisClient" | "getRecords" | "putRecord" | "putRecords">;

/** This client by its lean entry, with its defaults: strict validation, real signing, decoded responses. */
export async function loadLean(validation: "strict" | "off" = "strict"): Promise<Connect> {
  const entry = await leanEntry();
  return (endpoint) => connect(entry, endpoint, validation);
}

/** This client by the entry that would find credentials and region by itself; they are given here too. */
export async function loadNode(): Promise<Connect> {
  const entry = await nodeEntry();
  return (endpoint) => connect(entry, endpoint, "strict");
}

function connect(entry: Entry, endpoint: string, validation: "strict" | "off"): Contender {
  const { KinesisClient, getRecords, putRecord, putRecords } = entry;
  const client = new KinesisClient({ region, credentials, endpoint, validation });
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
