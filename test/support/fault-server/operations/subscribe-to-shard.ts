import { encodeEvent } from "../event-frames.js";
import { optionalNumber, optionalString, requiredObject, requiredString } from "../input.js";
import { ServiceFault } from "../service-fault.js";
import { findConsumer } from "./consumers.js";
import { startingSequenceNumber } from "./iterators.js";
import type { Operations } from "./operation.js";
import { childShards, recordOutput } from "./records.js";
import { findShard } from "./shards.js";

/**
 * SubscribeToShard, as far as one response goes: the initial response, one event with what is in the shard, the end.
 * A subscription that stays open, pushes, and is taken over comes with the streaming transport.
 */
export const subscribeToShardOperations: Operations = {
  SubscribeToShard(account, input) {
    const consumer = findConsumer(account, { ConsumerARN: requiredString(input, "ConsumerARN") });
    if (consumer.status !== "ACTIVE") {
      throw new ServiceFault(
        "ResourceInUseException",
        `Consumer ${consumer.name} is not ACTIVE but ${consumer.status}.`,
      );
    }
    const { stream } = consumer;
    const shard = findShard(account, stream, requiredString(input, "ShardId"));
    const position = requiredObject(input, "StartingPosition");
    const from = startingSequenceNumber(account, shard, {
      type: requiredString(position, "Type"),
      sequenceNumber: optionalString(position, "SequenceNumber"),
      timestamp: optionalNumber(position, "Timestamp"),
    });
    if (input.DryRun === true) {
      throw new ServiceFault("DryRunOperationException", "The request would have succeeded, but DryRun is set.");
    }
    const records = shard.records.filter((record) => record.sequenceNumber >= from);
    const ended = shard.endSequenceNumber !== undefined;
    const event = {
      Records: records.map((record) => recordOutput(record, stream)),
      ...(ended ? { ChildShards: childShards(stream, shard) } : {}),
      ...(ended ? {} : { ContinuationSequenceNumber: String(records.at(-1)?.sequenceNumber ?? from) }),
      MillisBehindLatest: 0,
    };
    return Buffer.concat([encodeEvent("initial-response", {}), encodeEvent("SubscribeToShardEvent", event)]);
  },
};
