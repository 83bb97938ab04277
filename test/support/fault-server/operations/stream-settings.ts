import { requiredList, requiredNumber, requiredString } from "../input.js";
import { ServiceFault } from "../service-fault.js";
import type { Stream } from "../state.js";
import type { Operations } from "./operation.js";

const shardMetrics = [
  "IncomingBytes",
  "IncomingRecords",
  "OutgoingBytes",
  "OutgoingRecords",
  "WriteProvisionedThroughputExceeded",
  "ReadProvisionedThroughputExceeded",
  "IteratorAgeMilliseconds",
];

/** What can be set on a stream that exists. */
export const streamSettingOperations: Operations = {
  IncreaseStreamRetentionPeriod(account, input) {
    const stream = account.activeStream(input);
    const hours = requiredNumber(input, "RetentionPeriodHours");
    if (hours < stream.retentionHours || hours > 8760) refuseRetention(hours, stream);
    stream.retentionHours = hours;
    account.change(stream, "UPDATING");
    return undefined;
  },

  DecreaseStreamRetentionPeriod(account, input) {
    const stream = account.activeStream(input);
    const hours = requiredNumber(input, "RetentionPeriodHours");
    if (hours > stream.retentionHours || hours < 24) refuseRetention(hours, stream);
    stream.retentionHours = hours;
    account.change(stream, "UPDATING");
    return undefined;
  },

  EnableEnhancedMonitoring(account, input) {
    const stream = account.activeStream(input);
    const wanted = expand(requiredList(input, "ShardLevelMetrics"));
    return changeMetrics(stream, [...new Set([...stream.metrics, ...wanted])]);
  },

  DisableEnhancedMonitoring(account, input) {
    const stream = account.activeStream(input);
    const unwanted = expand(requiredList(input, "ShardLevelMetrics"));
    return changeMetrics(
      stream,
      stream.metrics.filter((metric) => !unwanted.includes(metric)),
    );
  },

  StartStreamEncryption(account, input) {
    const stream = account.activeStream(input);
    if (requiredString(input, "EncryptionType") !== "KMS") {
      throw new ServiceFault("InvalidArgumentException", "EncryptionType must be KMS.");
    }
    stream.keyId = requiredString(input, "KeyId");
    account.change(stream, "UPDATING");
    return undefined;
  },

  StopStreamEncryption(account, input) {
    const stream = account.activeStream(input);
    requiredString(input, "EncryptionType");
    requiredString(input, "KeyId");
    stream.keyId = undefined;
    account.change(stream, "UPDATING");
    return undefined;
  },

  UpdateStreamWarmThroughput(account, input) {
    const stream = account.activeStream(input);
    const target = requiredNumber(input, "WarmThroughputMiBps");
    if (stream.mode !== "ON_DEMAND") {
      throw new ServiceFault("InvalidArgumentException", "Warm throughput needs a stream in ON_DEMAND mode.");
    }
    const current = stream.warmThroughput ?? 0;
    stream.warmThroughput = target;
    account.change(stream, "UPDATING");
    return {
      StreamARN: stream.arn,
      StreamName: stream.name,
      WarmThroughput: { TargetMiBps: target, CurrentMiBps: current },
    };
  },

  UpdateMaxRecordSize(account, input) {
    const stream = account.activeStream(input);
    stream.maxRecordKiB = requiredNumber(input, "MaxRecordSizeInKiB");
    account.change(stream, "UPDATING");
    return undefined;
  },

  UpdateStreamRecordDistributionStrategy(account, input) {
    requiredString(input, "StreamARN");
    const stream = account.activeStream(input);
    const strategy = requiredString(input, "RecordDistributionStrategy");
    if (strategy === "AUTO" && stream.mode !== "ON_DEMAND") {
      throw new ServiceFault(
        "InvalidArgumentException",
        "RecordDistributionStrategy AUTO needs a stream in ON_DEMAND mode.",
      );
    }
    stream.distribution = strategy;
    return undefined;
  },
};

function refuseRetention(hours: number, stream: Stream): never {
  throw new ServiceFault(
    "InvalidArgumentException",
    `Retention period ${hours} hours is not possible for stream ${stream.name}, which keeps ${stream.retentionHours} hours.`,
  );
}

function expand(metrics: readonly string[]): readonly string[] {
  return metrics.includes("ALL") ? shardMetrics : metrics;
}

function changeMetrics(stream: Stream, desired: string[]): object {
  const current = stream.metrics;
  stream.metrics = desired;
  return {
    StreamName: stream.name,
    StreamARN: stream.arn,
    CurrentShardLevelMetrics: current,
    DesiredShardLevelMetrics: desired,
  };
}
