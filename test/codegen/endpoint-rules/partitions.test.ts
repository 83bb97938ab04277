import { expect, it } from "vitest";
import { partitionOf } from "../../../codegen/endpoint-rules/partitions.js";
import { partition } from "../../../runtime/endpoint/partition.js";
import { partitions } from "../../../runtime/endpoint/partitions.js";

it("knows the partitions that clients know, with the same facts", () => {
  for (const { outputs, otherRegions } of partitions) {
    for (const region of [outputs.implicitGlobalRegion, ...otherRegions, "nowhere", "eu-north-9"]) {
      expect(partitionOf(region), region).toEqual(partition(region));
    }
  }
});

it("takes what differs for a partition's facts, and no other's", () => {
  const differences = { "aws-iso": { supportsDualStack: false } };
  expect(partitionOf("us-iso-west-1", differences)).toEqual({
    ...partitionOf("us-iso-west-1"),
    supportsDualStack: false,
  });
  expect(partitionOf("us-isob-east-1", differences)).toEqual(partitionOf("us-isob-east-1"));
});
