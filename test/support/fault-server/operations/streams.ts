import { type Input, optionalNumber, optionalObject, optionalString, requiredString } from "../input.js";
import { page } from "../paging.js";
import { ServiceFault } from "../service-fault.js";
import type { Account, Stream } from "../state.js";
import { type Operations, seconds } from "./operation.js";
import { shardOutput } from "./shards.js";
import { setTags } from "./tags.js";

/** How many shards a new ON_DEMAND stream has. */
const onDemandShards = 4;
/** The most that one page of ListStreams or DescribeStream holds, whatever is asked for. */
const longestPage = 100;

/** Streams themselves: their making, describing, listing and end. */
export const streamOperations: Operations = {
  CreateStream(account, input) {
    const modeDetails = optionalObject(input, "StreamModeDetails");
    const mode = modeDetails === undefined ? "PROVISIONED" : requiredString(modeDetails, "StreamMode");
    const shardCount = optionalNumber(input, "ShardCount");
    const distribution = optionalString(input, "RecordDistributionStrategy") ?? "USER_PARTITION_KEY";
    if (mode === "ON_DEMAND" && shardCount !== undefined) {
      throw new ServiceFault("ValidationException", "ShardCount must not be given for streams in ON_DEMAND mode.");
    }
    if (distribution === "AUTO" && mode !== "ON_DEMAND") {
      throw new ServiceFault(
        "InvalidArgumentException",
        "RecordDistributionStrategy AUTO needs a stream in ON_DEMAND mode.",
      );
    }
    const stream = account.createStream(
      requiredString(input, "StreamName"),
      mode === "ON_DEMAND" ? onDemandShards : (shardCount ?? 1),
      {
        mode,
        distribution,
        warmThroughput: optionalNumber(input, "WarmThroughputMiBps"),
        maxRecordKiB: optionalNumber(input, "MaxRecordSizeInKiB") ?? 1024,
      },
    );
    setTags(account, stream.arn, optionalObject(input, "Tags") ?? {});
    return undefined;
  },

  DeleteStream(account, input) {
    const stream = account.stream(input);
    const consumers = account.liveConsumers().filter((consumer) => consumer.stream === stream);
    if (consumers.length > 0 && input.EnforceConsumerDeletion !== true) {
      throw new ServiceFault("ResourceInUseException", `Stream ${stream.name} has registered consumers.`);
    }
    for (const consumer of consumers) account.consumers.delete(consumer.arn);
    account.tags.delete(stream.arn);
    account.policies.delete(stream.arn);
    account.change(stream, "DELETING");
    return undefined;
  },

  DescribeStream(account, input) {
    const stream = account.stream(input);
    const shards = page({
      items: stream.shards,
      key: (shard) => shard.id,
      limit: Math.min(optionalNumber(input, "Limit") ?? longestPage, longestPage),
      listing: "DescribeStream",
      token: undefined,
      startAfter: optionalString(input, "ExclusiveStartShardId"),
      now: account.now(),
    });
    return {
      StreamDescription: {
        ...describe(stream),
        Shards: shards.items.map(shardOutput),
        HasMoreShards: shards.token !== undefined,
      },
    };
  },

  DescribeStreamSummary(account, input) {
    const stream = account.stream(input);
    return {
      StreamDescriptionSummary: {
        ...describe(stream),
        StreamId: stream.id,
        OpenShardCount: stream.shards.filter((shard) => shard.endSequenceNumber === undefined).length,
        ConsumerCount: account.liveConsumers().filter((consumer) => consumer.stream === stream).length,
        ChannelCount: account
          .liveChannels()
          .filter((channel) => JSON.stringify(channel.settings).includes(`"${stream.arn}"`)).length,
        MaxRecordSizeInKiB: stream.maxRecordKiB,
        RecordDistributionStrategy: stream.distribution,
        ...(stream.warmThroughput === undefined
          ? {}
          : { WarmThroughput: { TargetMiBps: stream.warmThroughput, CurrentMiBps: stream.warmThroughput } }),
      },
    };
  },

  ListStreams(account, input) {
    const streams = page({
      items: account.streams(),
      key: (stream) => stream.name,
      limit: Math.min(optionalNumber(input, "Limit") ?? longestPage, longestPage),
      listing: "ListStreams",
      token: optionalString(input, "NextToken"),
      startAfter: optionalString(input, "ExclusiveStartStreamName"),
      now: account.now(),
    });
    return {
      StreamNames: streams.items.map(({ name }) => name),
      HasMoreStreams: streams.token !== undefined,
      ...(streams.token === undefined ? {} : { NextToken: streams.token }),
      StreamSummaries: streams.items.map((stream) => ({
        StreamName: stream.name,
        StreamARN: stream.arn,
        StreamStatus: stream.status,
        StreamModeDetails: { StreamMode: stream.mode },
        StreamCreationTimestamp: seconds(stream.created),
      })),
    };
  },

  UpdateStreamMode(account, input) {
    const stream = activeByArn(account, input);
    stream.mode = requiredString(optionalObject(input, "StreamModeDetails") ?? {}, "StreamMode");
    if (stream.mode === "PROVISIONED") stream.distribution = "USER_PARTITION_KEY";
    stream.warmThroughput = optionalNumber(input, "WarmThroughputMiBps") ?? stream.warmThroughput;
    account.change(stream, "UPDATING");
    return undefined;
  },
};

function activeByArn(account: Account, input: Input): Stream {
  requiredString(input, "StreamARN");
  return account.activeStream(input);
}

/** What DescribeStream and DescribeStreamSummary have in common. */
function describe(stream: Stream): object {
  return {
    StreamName: stream.name,
    StreamARN: stream.arn,
    StreamStatus: stream.status,
    StreamModeDetails: { StreamMode: stream.mode },
    RetentionPeriodHours: stream.retentionHours,
    StreamCreationTimestamp: seconds(stream.created),
    EnhancedMonitoring: [{ ShardLevelMetrics: stream.metrics }],
    EncryptionType: stream.keyId === undefined ? "NONE" : "KMS",
    ...(stream.keyId === undefined ? {} : { KeyId: stream.keyId }),
  };
}
