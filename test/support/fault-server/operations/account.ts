import { requiredObject, requiredString } from "../input.js";
import { ServiceFault } from "../service-fault.js";
import type { Account } from "../state.js";
import { type Operations, seconds } from "./operation.js";

const day = 86_400_000;

/** The account's limits and settings. */
export const accountOperations: Operations = {
  DescribeLimits(account) {
    const streams = account.streams();
    return {
      ShardLimit: 500,
      OpenShardCount: streams
        .filter((stream) => stream.mode === "PROVISIONED")
        .flatMap((stream) => stream.shards)
        .filter((shard) => shard.endSequenceNumber === undefined).length,
      OnDemandStreamCount: streams.filter((stream) => stream.mode === "ON_DEMAND").length,
      OnDemandStreamCountLimit: 50,
      ChannelCount: account.liveChannels().length,
      ChannelCountLimit: 20,
    };
  },

  DescribeAccountSettings(account) {
    return { MinimumThroughputBillingCommitment: commitmentOutput(account) };
  },

  UpdateAccountSettings(account, input) {
    const wanted = requiredString(requiredObject(input, "MinimumThroughputBillingCommitment"), "Status");
    if (wanted === account.commitment.status) {
      throw new ServiceFault("InvalidArgumentException", `The commitment is ${wanted} already.`);
    }
    account.commitment =
      wanted === "ENABLED"
        ? { status: "ENABLED", startedAt: account.now() }
        : { ...account.commitment, status: "ENABLED_UNTIL_EARLIEST_ALLOWED_END", endedAt: account.now() };
    return { MinimumThroughputBillingCommitment: commitmentOutput(account) };
  },
};

function commitmentOutput({ commitment }: Account): object {
  return {
    Status: commitment.status,
    ...(commitment.startedAt === undefined
      ? {}
      : { StartedAt: seconds(commitment.startedAt), EarliestAllowedEndAt: seconds(commitment.startedAt + day) }),
    ...(commitment.endedAt === undefined ? {} : { EndedAt: seconds(commitment.endedAt) }),
  };
}
