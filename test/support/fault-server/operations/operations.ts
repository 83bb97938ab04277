import { accountOperations } from "./account.js";
import { channelOperations } from "./channels.js";
import { consumerOperations } from "./consumers.js";
import type { Operations } from "./operation.js";
import { policyOperations } from "./policies.js";
import { recordOperations } from "./records.js";
import { shardOperations } from "./shards.js";
import { streamSettingOperations } from "./stream-settings.js";
import { streamOperations } from "./streams.js";
import { subscribeToShardOperations } from "./subscribe-to-shard.js";
import { tagOperations } from "./tags.js";

/** All 45 operations. */
export const operations: Operations = {
  ...streamOperations,
  ...streamSettingOperations,
  ...shardOperations,
  ...recordOperations,
  ...consumerOperations,
  ...subscribeToShardOperations,
  ...tagOperations,
  ...policyOperations,
  ...accountOperations,
  ...channelOperations,
};
