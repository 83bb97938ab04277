import { credentials, region } from "../workload.js";
import { leanEntry } from "./package.js";

/** Subscribes anew and gives the bytes of data of each event. */
export type Subscribe = () => Promise<AsyncIterable<number>>;

const input = {
  ConsumerARN: "arn:aws:kinesis:us-east-1:111122223333:stream/bench/consumer/bench:1772445601",
  ShardId: "shardId-000000000000",
  StartingPosition: { Type: "TRIM_HORIZON" },
} as const;

/** Loads one contender, and not the other. @throws when there is none of that name */
export async function loadSubscriber(name: string, endpoint: string): Promise<Subscribe> {
  if (name === "shardwright") {
    const { KinesisClient, subscribeToShard } = await leanEntry();
    const client = new KinesisClient({ region, credentials, endpoint });
    return async () => sizes((await subscribeToShard(client, input)).EventStream);
  }
  if (name === "@aws-sdk/client-kinesis") {
    const { KinesisClient, SubscribeToShardCommand } = await import("@aws-sdk/client-kinesis");
    const client = new KinesisClient({ region, credentials, endpoint });
    return async () => sizes((await client.send(new SubscribeToShardCommand(input))).EventStream ?? []);
  }
  throw new Error(`There is no subscriber ${name}.`);
}

interface Event {
  readonly SubscribeToShardEvent?:
    | { readonly Records?: readonly { readonly Data?: Uint8Array | undefined }[] | undefined }
    | undefined;
}

async function* sizes(events: AsyncIterable<Event> | Iterable<Event>): AsyncGenerator<number> {
  for await (const { SubscribeToShardEvent: event } of events) {
    if (event === undefined) continue;
    yield (event.Records ?? []).reduce((sum, { Data }) => sum + (Data?.byteLength ?? 0), 0);
  }
}
