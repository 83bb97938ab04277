import { afterEach } from "vitest";
import { KinesisClient } from "../../../generated/kinesis/client.js";
import { nodeHttpTransport } from "../../../runtime/for-node.js";
import {
  type RenewalEvent,
  type ShardSubscription,
  type SubscribeOptions,
  subscribe,
} from "../../../streams/consumer/index.js";
import { fakeClock } from "../../support/fake-clock.js";
import type { StreamStep } from "../../support/fault-stream-server/server.js";
import { eventOf, sendAndEnd, shardEnd } from "../../support/fault-stream-server/steps.js";

export const consumerARN = "arn:aws:kinesis:us-east-1:111122223333:stream/orders/consumer/billing:1772445601";

export const shardId = "shardId-000000000000";

export const from: SubscribeOptions = { consumerARN, shardId, startingPosition: "TRIM_HORIZON" };

let opened: { close(): void }[] = [];

/** Hands something to {@link closeAfterEach}. */
export function closing<Opened extends { close(): void }>(each: Opened): Opened {
  opened.push(each);
  return each;
}

/** A client of that server, by a clock of the test's. */
export function clientOf(
  url: string,
  requestTimeout = 10_000,
): { readonly client: KinesisClient; readonly clock: ReturnType<typeof fakeClock> } {
  // From now on, or the server's dates would make the client correct its clock.
  const clock = fakeClock({ now: Date.now() });
  const transport = nodeHttpTransport({ http2: { pingInterval: 10, pingTimeout: 40 } });
  const client = new KinesisClient({
    region: "us-east-1",
    endpoint: url,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
    clock,
    random: () => 0.5,
    transport,
    requestTimeout,
  });
  closing(client);
  closing(transport);
  return { client, clock };
}

/** What a shard gave, and how its subscription went. */
export interface ReadShard {
  /** Sequence numbers. */
  readonly records: readonly string[];
  readonly renewals: readonly RenewalEvent[];
  /** What the loop threw. */
  readonly error: unknown;
  readonly end: Awaited<ShardSubscription["ended"]>;
  readonly subscription: ShardSubscription;
}

/** Reads a shard to its end. */
export async function readAll(
  client: KinesisClient,
  options: Partial<SubscribeOptions> = {},
  onRecord: () => void = () => {},
): Promise<ReadShard> {
  const renewals: RenewalEvent[] = [];
  const subscription = subscribe(client, { ...from, onRenewal: (event) => renewals.push(event), ...options });
  const records: string[] = [];
  let error: unknown;
  try {
    for await (const record of subscription.records()) {
      records.push(record.SequenceNumber);
      onRecord();
    }
  } catch (reason) {
    error = reason;
  }
  return { records, renewals, error, end: await subscription.ended, subscription };
}

export const finish: StreamStep = sendAndEnd(eventOf([4, 5]), shardEnd);

/** Closes what the tests of a file opened. */
export function closeAfterEach(): void {
  afterEach(() => {
    for (const each of opened) each.close();
    opened = [];
  });
}
